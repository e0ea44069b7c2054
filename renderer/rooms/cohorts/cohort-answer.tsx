import { Count, formatCount, formatDuration, formatMoment, Sentence } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './cohort-answer.module.css';
import type { ShownResult } from './counts/shown-result.ts';

interface CohortAnswerProps {
  readonly shown: ShownResult;
  readonly dataset: string | null;
}

/** Who is in the cohort, in one sentence: persons in ink, events and the way there in soft ink. */
export function CohortAnswer({ shown, dataset }: CohortAnswerProps) {
  const { persons, rows, attrition } = shown.result;
  return (
    <div>
      {persons === 0 ? (
        <Sentence>{t.result.nobody}</Sentence>
      ) : (
        <Sentence>
          <strong className={styles.persons}>
            <Count n={persons} unit="persons" />
          </strong>
          <span className={styles.rest}>
            {t.result.with(formatCount(rows, 'events'), formatCount(attrition.persons.entry, 'persons'))}
          </span>
        </Sentence>
      )}
      <Made shown={shown} dataset={dataset} />
    </div>
  );
}

function Made({ shown, dataset }: CohortAnswerProps) {
  if (shown.kind === 'generated') {
    const { at, result } = shown.made;
    return (
      <p className={styles.made}>{t.result.made(dataset ?? '', formatMoment(at), formatDuration(result.elapsedMs))}</p>
    );
  }
  if (shown.kind === 'preview') return <p className={styles.made}>{t.result.preview(dataset ?? '')}</p>;
  return <p className={styles.stale}>{t.result.stale}</p>;
}
