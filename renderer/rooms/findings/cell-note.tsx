import { X } from 'lucide-react';
import type { CheckedRelease, CheckedTable } from '../../../contract/release.ts';
import { formatDay, IconButton } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { cellRules } from '../../text/findings-rules.ts';
import styles from './cell-note.module.css';
import { ruleOfCell } from './cell-rule.ts';
import type { Place } from './use-cell-focus.ts';

interface CellNoteProps {
  readonly table: CheckedTable;
  readonly place: Place;
  readonly checked: Pick<CheckedRelease, 'policy' | 'changes'>;
  readonly onClose: () => void;
}

/** Why a cell is withheld or rounded, in plain words. The number itself stays with the result: others may look on here. */
export function CellNote({ table, place: { row, column }, checked: { policy, changes }, onClose }: CellNoteProps) {
  const cell = table.rows[row]?.[column];
  const rule = cell && ruleOfCell(cell);
  const words = rule && cellRules[rule]?.(policy);
  if (!cell || !words) return null;
  const earlier = rule === 'earlier-release' ? changes.find((one) => one.earlier)?.earlier : undefined;
  const where = [table.rows[row]?.[0]?.text?.trim(), table.columns[column]?.label].filter(Boolean).join(' · ');
  return (
    <div role="status" className={styles.note}>
      <div className={styles.head}>
        <strong>{words.name}</strong>
        <span className={styles.where}>{where}</span>
        <IconButton icon={X} label={t.cell.close} onPress={onClose} className={styles.close} />
      </div>
      <p>{words.why}</p>
      <p>
        <span className={styles.lead}>{t.cell.otherwise}</span> {words.otherwise}
      </p>
      {earlier ? <p>{t.cell.earlier(formatDay(earlier.at), earlier.titles)}</p> : null}
      <p className={styles.source}>{words.source}</p>
    </div>
  );
}
