import type { Finding } from '../../../contract/findings.ts';
import { Button } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import styles from './finding-card.module.css';
import { ReleasedCurve } from './released-curve.tsx';
import { ReleasedTable } from './released-table.tsx';

/** Numbers of the first table and figure on a card: they count through the bundle. */
export interface Numbers {
  readonly table: number;
  readonly figure: number;
}

interface FindingCardProps {
  readonly finding: Finding;
  readonly numbers: Numbers;
  readonly onWrite: (() => void) | null;
}

/** One finding as it will be printed. */
export function FindingCard({ finding: { title, context, checked }, numbers, onWrite }: FindingCardProps) {
  return (
    <div className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      {context.trim() ? (
        <p className={styles.context}>{context}</p>
      ) : (
        <p className={styles.missing}>
          {t.card.noContext}{' '}
          {onWrite ? (
            <Button variant="plain" onPress={onWrite}>
              {t.card.addContext}
            </Button>
          ) : null}
        </p>
      )}
      {checked.curves.map((curve, index) => (
        <ReleasedCurve key={curve.id} curve={curve} number={numbers.figure + index} />
      ))}
      {checked.tables.map((table, index) => (
        <ReleasedTable key={table.id} table={table} number={numbers.table + index} checked={checked} />
      ))}
    </div>
  );
}
