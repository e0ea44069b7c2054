import { Plus } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
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
  /** `line`: a small mark at the end of a sentence. `words`: a button that says what it adds; `begin`: what comes first. */
  readonly look: 'line' | 'words' | 'begin';
}

/** Keeps the mark on the line of the word before it. */
const wordJoiner = '\u2060';

/** What can be added here, by its heading. One thing alone is added at once. */
export function AddButton({ label, to, actions, look, shown }: AddButtonProps) {
  const editor = useEditor();
  const trigger = useRef<HTMLElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [only] = actions;
  if (!only || editor.readOnly) return null;
  const isAlone = actions.length === 1;
  const add = (action: OutlineAction) => editor.change(() => addAction(action, to));
  const press = () => (isAlone ? add(only) : setOpen(true));
  const states = {
    'aria-haspopup': isAlone ? undefined : ('menu' as const),
    'aria-expanded': isAlone ? undefined : isOpen,
    onClick: press,
  };
  return (
    <>
      {look === 'line' ? (
        <>
          {wordJoiner}
          {/* biome-ignore lint/a11y/useSemanticElements: a <button> would break away from the word before it */}
          <span
            ref={trigger}
            role="button"
            tabIndex={0}
            aria-label={label}
            className={styles.line}
            {...states}
            onKeyDown={(event) => {
              if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat) return;
              event.preventDefault();
              press();
            }}
          >
            +
          </span>
        </>
      ) : (
        <button
          ref={trigger as RefObject<HTMLButtonElement | null>}
          type="button"
          data-add
          aria-label={shown ? label : undefined}
          className={classNames(styles.words, look === 'begin' && styles.begin)}
          {...states}
        >
          <Plus aria-hidden size={14} strokeWidth={2} />
          {shown ?? label}
        </button>
      )}
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
