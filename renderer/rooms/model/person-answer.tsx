import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RowExplanationResult } from '../../../contract/model-tasks.ts';
import { formatDuration } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import results from './model-result.module.css';
import styles from './person-view.module.css';

interface PersonAnswerProps {
  readonly title: string;
  /** What never becomes of it. */
  readonly never: string;
  readonly made: Pick<RowExplanationResult, 'model' | 'elapsedMs' | 'notices'>;
  readonly method: string;
  readonly children: ReactNode;
}

/** An answer about one person: inside the study only, with what made it below. */
export function PersonAnswer({ title, never, made, method, children }: PersonAnswerProps) {
  const { model, elapsedMs, notices } = made;
  return (
    <article aria-label={title} className={styles.person}>
      <p className={results.inside}>
        <Lock aria-hidden size={16} strokeWidth={1.75} />
        {modelTasksText.result.inside} {never}
      </p>
      {children}
      {notices.map(({ message }) => (
        <p key={message} className={results.by}>
          {message}
        </p>
      ))}
      <p className={results.by}>
        {modelTasksText.result.by(model.name, model.version, formatDuration(elapsedMs))}. {method}
      </p>
    </article>
  );
}
