import type { CheckChange, CheckedCell, CheckedRelease, CheckedTable, ReleaseCurve } from '../../contract/release.ts';

/** A cell as it leaves: nothing tells a small count from one withheld to protect it. */
export interface OutwardCell {
  readonly text: string | null;
  readonly status: 'published' | 'rounded' | 'withheld';
}

export interface OutwardTable extends Omit<CheckedTable, 'rows' | 'loss'> {
  readonly rows: readonly (readonly OutwardCell[])[];
  /** Cells that are not shown. */
  readonly withheld: number;
}

/** A checked release as it may leave the study. */
export interface OutwardRelease {
  readonly tables: readonly OutwardTable[];
  readonly curves: readonly ReleaseCurve[];
  readonly changes: readonly CheckChange[];
  readonly policy: CheckedRelease['policy'];
}

/**
 * A checked release without what only the study may know. A reader who could tell small counts from those withheld with
 * them would bound the small ones closer, so both become `withheld` under one reason.
 */
export function outwardRelease(checked: CheckedRelease): OutwardRelease {
  const changes = checked.changes.map((change) => outwardChange(change, checked.policy.threshold));
  return { tables: checked.tables.map(outwardTable), curves: checked.curves, changes, policy: checked.policy };
}

const outwardCell = ({ text, status }: CheckedCell): OutwardCell =>
  status === 'published' || status === 'rounded' ? { text, status } : { text: null, status: 'withheld' };

function outwardTable({ id, title, note, columns, rows: checked }: CheckedTable): OutwardTable {
  const rows = checked.map((row) => row.map(outwardCell));
  return { id, title, note, columns, rows, withheld: rows.flat().filter((cell) => cell.status === 'withheld').length };
}

/** Rules whose reason says nothing of single cells. */
const ownReason: ReadonlySet<string> = new Set(['curve steps', 'rare labels']);

function outwardChange({ where, rule, action, reason }: CheckChange, threshold: number): CheckChange {
  if (action !== 'withheld' || ownReason.has(rule)) return { where, rule, action, reason };
  return {
    where,
    action,
    rule: 'withheld cell',
    reason:
      `A cell is withheld where it counts or rests on fewer than ${threshold} persons or events, where one or two persons may ` +
      'make up most of it, where the model behind it is too large for its persons, or where a small count could be worked out with it.',
  };
}
