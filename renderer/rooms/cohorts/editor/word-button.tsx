import type { KeyboardEvent, Ref } from 'react';
import type { Control } from '../../../../contract/outline.ts';
import { classNames } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import styles from './word.module.css';

interface WordButtonProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly control: Control;
  /** What pressing it brings. */
  readonly opens: 'menu' | 'dialog' | 'field';
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

/** A word of the sentence that can be changed: looks like text, underlined, and is a button. */
export function WordButton({ ref, control, opens, isOpen, onOpen, onKeyDown }: WordButtonProps) {
  const { path, label, text } = control;
  const words = text.trim() === '' ? t.word.empty : text;
  return (
    <button
      ref={ref}
      type="button"
      data-word={path}
      aria-label={t.word.current(label, words)}
      aria-haspopup={opens === 'field' ? undefined : opens}
      aria-expanded={opens === 'field' ? undefined : isOpen}
      className={classNames(styles.word, isOpen && styles.open, text.trim() === '' && styles.empty)}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      {words}
    </button>
  );
}
