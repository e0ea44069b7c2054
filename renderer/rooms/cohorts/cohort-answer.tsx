import { Count, formatCount, formatDuration, formatMoment, Sentence } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './cohort-answer.module.css';
import type { Generation } from './generation.ts';
import { Problems } from './problems.tsx';

/** Who is in the cohort, in one sentence: persons in ink, events and the way there in soft ink. */
export function CohortAnswer({ made: { dataset, at, stale, result } }: { readonly made: Generation }) {
  const { persons, rows, attrition, warnings } = result;
  return (
    <>
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
        <p className={styles.made}>{t.result.made(dataset, formatMoment(at), formatDuration(result.elapsedMs))}</p>
        {stale ? <p className={styles.stale}>{t.result.stale}</p> : null}
      </div>
      {warnings.length > 0 ? <Problems problems={warnings} /> : null}
    </>
  );
}
