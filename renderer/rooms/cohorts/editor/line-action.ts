import type { OutlineAction, OutlineNode } from '../../../../contract/outline.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { Change } from './editor-context.ts';
import { nameOf } from './outline-nodes.ts';

/** What can be done to a line, as an edit that says in undo which line it was. */
export function lineAction(node: OutlineNode, { label, edits, focus }: OutlineAction): Change {
  const { list, path } = node;
  return {
    label: t.line.done(label, nameOf(node)),
    edits,
    at: 'handle',
    ...(focus === undefined && list ? { follow: { list: list.path, index: list.index } } : { focus: focus ?? path }),
  };
}

/** Something new in a line or a section, as an edit that says in undo what it was. */
export const addAction = ({ label, edits, focus }: OutlineAction, to: string | null): Change => ({
  label: t.add.label(label, to),
  edits,
  focus,
});
