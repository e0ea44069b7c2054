import type { KeyboardEvent, Ref } from 'react';
import type { Control } from '../../../../contract/outline.ts';
import { classNames } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import styles from './word.module.css';

interface WordButtonProps {
  readonly ref: Ref<HTMLSpanElement>;
  readonly control: Control;
  /** What pressing it brings. */
  readonly opens: 'menu' | 'dialog' | 'field';
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Up to this long a word stays in one piece; longer ones wrap with the sentence. */
const short = 20;

/** A word of the sentence that can be changed: looks like text, underlined, and is a button. */
export function WordButton({ ref, control, opens, isOpen, onOpen, onKeyDown }: WordButtonProps) {
  const { path, label, text } = control;
  const words = text.trim() === '' ? t.word.empty : text;
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const isPress = (event.key === 'Enter' || event.key === ' ') && !event.repeat && !event.altKey && !event.ctrlKey;
    if (!isPress) return onKeyDown?.(event);
    event.preventDefault();
    onOpen();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers lay a <button> out as a block, which cannot wrap with the sentence
    <span
      ref={ref}
      role="button"
      tabIndex={0}
      data-word={path}
      aria-label={t.word.current(label, words)}
      aria-haspopup={opens === 'field' ? undefined : opens}
      aria-expanded={opens === 'field' ? undefined : isOpen}
      className={classNames(
        styles.word,
        words.length <= short && styles.short,
        isOpen && styles.open,
        text.trim() === '' && styles.empty,
      )}
      onClick={onOpen}
      onKeyDown={onKey}
    >
      {words}
    </span>
  );
}
