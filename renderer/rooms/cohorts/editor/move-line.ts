import type { OutlineNode } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { Change } from './editor-context.ts';
import { nameOf } from './outline-nodes.ts';

/** Takes a line to another place in its list; null where there is no such place. */
export function moveLine(node: OutlineNode, to: number): Change | null {
  const { list } = node;
  if (!list || to < 0 || to >= list.length || to === list.index) return null;
  return {
    label: to < list.index ? t.move.labelUp(nameOf(node)) : t.move.labelDown(nameOf(node)),
    edits: [{ op: 'move', path: list.path, from: list.index, to }],
    follow: { list: list.path, index: to },
    at: 'handle',
    said: t.move.said(nameOf(node), to + 1, list.length),
  };
}
