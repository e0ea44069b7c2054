import type { Relative } from '../../../contract/vocabulary.ts';
import { formatCount } from '../../kit/index.ts';
import { conceptSetText, conceptsText as t } from '../../text/concepts.ts';
import styles from './relatives-tree.module.css';

interface BranchProps {
  readonly concept: Relative;
  /** Softly behind the name. */
  readonly note?: string;
}

/** A relative's name, what is unusual about it, and its records. */
export function Branch({ concept, note }: BranchProps) {
  const { name, vocabulary, standard, records, recordsBelow } = concept;
  const notes = [standard === 'S' ? null : `${vocabulary}, ${conceptSetText.standard[standard ?? 'none']}`, note];
  return (
    <>
      <span className={styles.name}>
        {name} <span className={styles.soft}>{notes.filter(Boolean).join(', ')}</span>
      </span>
      <span className={styles.counts}>{countOf(records, recordsBelow)}</span>
    </>
  );
}

function countOf(records: number | null, recordsBelow: number | null): string {
  if (records === null || recordsBelow === null) return '';
  if (recordsBelow === 0) return conceptSetText.noRecords;
  return recordsBelow === records
    ? formatCount(records, 'records')
    : t.concept.treeRecords(formatCount(recordsBelow, 'records'));
}
