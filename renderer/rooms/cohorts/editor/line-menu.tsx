import { GripVertical } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import type { OutlineNode } from '../../../../contract/outline.ts';
import { classNames } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { type Editor, useEditor } from './editor-context.ts';
import { lineAction } from './line-action.ts';
import styles from './line-menu.module.css';
import { moveLine } from './move-line.ts';
import { canCopy, nameOf } from './outline-nodes.ts';
import { type Pick, PickMenu, type PickSection } from './pick-menu.tsx';
import { useDragged } from './use-dragged.ts';

/** A line's handle: opens what can be done with the line, and is what it is dragged by. */
export const LineMenu = memo(function LineMenu({ node }: { readonly node: OutlineNode }) {
  const editor = useEditor();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const name = nameOf(node);
  const canMove = !editor.readOnly && (node.list?.length ?? 0) > 1;
  return (
    <>
      <button
        ref={trigger}
        type="button"
        data-handle
        draggable={canMove}
        aria-label={t.line.more(name)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        className={classNames(styles.handle, canMove && styles.movable)}
        onClick={() => setOpen(true)}
        onDragStart={(event) => {
          const line = event.currentTarget.closest<HTMLElement>('[data-line]');
          if (line) event.dataTransfer.setDragImage(line, 12, 12);
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', name);
          useDragged.setState({ node });
        }}
        onDragEnd={() => useDragged.setState({ node: null })}
      >
        <GripVertical aria-hidden size={14} strokeWidth={1.75} />
      </button>
      {isOpen ? (
        <PickMenu
          label={t.line.more(name)}
          trigger={trigger}
          isOpen
          onClose={() => setOpen(false)}
          sections={sectionsOf(node, editor)}
        />
      ) : null}
    </>
  );
});

function sectionsOf(node: OutlineNode, editor: Editor): readonly PickSection[] {
  const { remove, toggle, duplicate, list, path } = node;
  const copy: readonly Pick[] = canCopy(node)
    ? [{ id: 'copy', label: t.line.copy, onPick: () => editor.copy(path, `“${nameOf(node)}”`) }]
    : [];
  if (editor.readOnly) return [{ picks: copy }];
  const act = (id: string, action: typeof remove): readonly Pick[] =>
    action ? [{ id, label: action.label, onPick: () => editor.change(() => lineAction(node, action)) }] : [];
  const paste: readonly Pick[] =
    list || node.role === 'group'
      ? [{ id: 'paste', label: t.line.pasteBelow, onPick: () => editor.askPaste(node) }]
      : [];
  return [
    { picks: act('toggle', toggle) },
    { picks: moves(node, editor) },
    { picks: [...act('duplicate', duplicate), ...copy, ...paste] },
    { picks: act('remove', remove) },
  ];
}

function moves(node: OutlineNode, editor: Editor): readonly Pick[] {
  const { list } = node;
  if (!list || list.length < 2) return [];
  const to = (id: string, label: string, place: number, unavailable: string): Pick => ({
    id,
    label,
    unavailable: place < 0 || place >= list.length ? unavailable : null,
    onPick: () => editor.change(() => moveLine(node, place)),
  });
  return [
    to('up', t.line.moveUp, list.index - 1, t.line.first),
    to('down', t.line.moveDown, list.index + 1, t.line.last),
  ];
}
