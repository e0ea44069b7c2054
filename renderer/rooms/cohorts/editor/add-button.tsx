import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { OutlineAction } from '../../../../contract/outline.ts';
import { classNames } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import styles from './add-button.module.css';
import { useEditor } from './editor-context.ts';
import { addAction } from './line-action.ts';
import { PickMenu, type PickSection } from './pick-menu.tsx';

interface AddButtonProps {
  /** Its name, and what the menu is called. */
  readonly label: string;
  /** The line it is added to; null: a section. */
  readonly to: string | null;
  readonly actions: readonly OutlineAction[];
  /** What it says, where that is shorter than its name and part of it. */
  readonly shown?: string;
  /** `line`: a small mark at the end of a sentence. `words`: a button that says what it adds. */
  readonly look: 'line' | 'words';
}

/** What can be added here, by its heading. One thing alone is added at once. */
export function AddButton({ label, to, actions, look, shown }: AddButtonProps) {
  const editor = useEditor();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [only] = actions;
  if (!only || editor.readOnly) return null;
  const isAlone = actions.length === 1;
  const add = (action: OutlineAction) => editor.change(() => addAction(action, to));
  return (
    <>
      <AriaButton
        ref={trigger}
        aria-label={look === 'line' || shown ? label : undefined}
        data-add
        aria-haspopup={isAlone ? undefined : 'menu'}
        aria-expanded={isAlone ? undefined : isOpen}
        onPress={() => (isAlone ? add(only) : setOpen(true))}
        className={classNames(styles.add, styles[look])}
      >
        <Plus aria-hidden size={14} strokeWidth={2} />
        {look === 'words' ? (shown ?? label) : null}
      </AriaButton>
      {isOpen ? (
        <PickMenu
          label={label}
          trigger={trigger}
          isOpen
          onClose={() => setOpen(false)}
          sections={sectionsOf(actions, add)}
        />
      ) : null}
    </>
  );
}

function sectionsOf(actions: readonly OutlineAction[], add: (action: OutlineAction) => void): readonly PickSection[] {
  const titles = [...new Set(actions.map(({ section }) => section))];
  return titles.map((title) => ({
    title: title ?? (titles.length > 1 ? t.add.other : undefined),
    picks: actions
      .filter(({ section }) => section === title)
      .map((action, index) => ({
        id: `${title} ${index} ${action.label}`,
        label: action.label,
        onPick: () => add(action),
      })),
  }));
}
