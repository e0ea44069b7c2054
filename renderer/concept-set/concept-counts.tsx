import type { ConceptSummary } from '../../contract/vocabulary.ts';
import { formatCount } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import styles from './concept-counts.module.css';

/** Persons and records of a concept, each with its unit; what stands below it where it has none itself. */
export function ConceptCounts({ concept }: { readonly concept: ConceptSummary }) {
  const { persons, records, recordsBelow } = concept;
  if (persons === null || records === null)
    return <span className={styles.counts}>{<span className={styles.soft}>{t.noCounts}</span>}</span>;
  if (records === 0)
    return (
      <span className={styles.counts}>
        <span className={styles.soft}>{t.noRecords}</span>
        {recordsBelow ? <span className={styles.soft}>{t.below(formatCount(recordsBelow, 'records'))}</span> : null}
      </span>
    );
  return (
    <span className={styles.counts}>
      <span>{formatCount(persons, 'persons')}</span>
      <span className={styles.soft}>{formatCount(records, 'records')}</span>
    </span>
  );
}
