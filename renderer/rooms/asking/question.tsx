import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../kit/index.ts';
import { askingText as t } from '../../text/asking.ts';
import styles from './question.module.css';

interface QuestionProps {
  /** The question in one line, for when it is folded. */
  readonly summary: ReactNode;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** False while there is no answer: the question is all there is, and does not fold. */
  readonly canFold: boolean;
  readonly action: ReactNode;
  /** What stands below the action: what is good to know, and need not be filled in. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** What is asked, above its answer: once answered it folds to a line, and the answer stands on top. */
export function Question({ summary, isOpen, onToggle, canFold, action, note, children }: QuestionProps) {
  const isShown = isOpen || !canFold;
  return (
    <section className={styles.question}>
      {canFold ? (
        <div className={styles.line}>
          <div className={styles.summary}>{summary}</div>
          <Button
            variant="plain"
            icon={isShown ? ChevronDown : ChevronRight}
            aria-expanded={isShown}
            onPress={onToggle}
          >
            {isShown ? t.fold : t.change}
          </Button>
        </div>
      ) : null}
      {isShown ? (
        <div className={styles.open}>
          {children}
          <div className={styles.action}>{action}</div>
          {note}
        </div>
      ) : null}
    </section>
  );
}
