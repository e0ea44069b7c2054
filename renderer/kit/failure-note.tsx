import { RotateCcw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../contract/failure.ts';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';
import styles from './state.module.css';

interface FailureNoteProps {
  readonly failure: Failure;
  /** What was being attempted: “The tables could not be listed.” Left out, the code's own heading is used. */
  readonly title?: string;
  /** The failure's message as shown, where the room shows part of it elsewhere. */
  readonly message?: string;
  readonly onRetry?: (() => void) | undefined;
  readonly retryLabel?: string;
  readonly actions?: ReactNode;
}

/** What happened, why, and what to do. The words are the failure's own; they never hold a patient value. */
export function FailureNote({ failure, title, message, onRetry, retryLabel, actions }: FailureNoteProps) {
  return (
    <div role="alert" className={styles.failure}>
      <TriangleAlert aria-hidden size={18} strokeWidth={1.75} className={styles.failureIcon} />
      <div className={styles.failureBody}>
        <p className={styles.failureTitle}>{title ?? text.failure.headings[failure.code]}</p>
        <p className={styles.failureMessage}>{message ?? failure.message}</p>
        {onRetry || actions ? (
          <div className={styles.next}>
            {onRetry ? (
              <Button icon={RotateCcw} onPress={onRetry}>
                {retryLabel ?? (failure.code === 'engine_lost' ? text.failure.runAgain : text.failure.tryAgain)}
              </Button>
            ) : null}
            {actions}
          </div>
        ) : null}
      </div>
    </div>
  );
}
