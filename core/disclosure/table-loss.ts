import type { CheckedCell, ReleaseCell, ReleaseTable, TableLoss } from '../../contract/release.ts';
import type { Policy } from './policy.ts';
import { roundCount } from './rounding.ts';

/** Coarser than what is printed, so that the loss of two versions of a table tells no count. */
const leastRounding = 5;

interface Pair {
  readonly cell: ReleaseCell;
  readonly checked: CheckedCell;
}

/** What withholding costs a table, for the person who prepares it; see `TableLoss`. */
export function tableLoss(
  table: ReleaseTable,
  rows: readonly (readonly CheckedCell[])[],
  proved: boolean,
  policy: Policy,
): TableLoss {
  const pairs = table.rows
    .flatMap((row, r) => row.map((cell, c): Pair => ({ cell, checked: rows[r]![c]! })))
    .filter(({ cell }) => cell.kind !== 'text' && cell.kind !== 'empty');
  const withheld = pairs.filter(({ checked }) => checked.text === null);
  const coarse = { ...policy, rounding: Math.max(policy.rounding, leastRounding) };
  const persons = (some: readonly Pair[]): number => {
    const all = some.reduce((sum, { cell }) => sum + (cell.kind === 'count' ? cell.n : 0), 0);
    return roundCount(all, coarse);
  };
  return {
    cells: pairs.length,
    withheld: withheld.length,
    protecting: withheld.filter(({ checked }) => checked.status === 'secondary').length,
    persons: persons(pairs),
    withheldPersons: persons(withheld),
    proved,
  };
}
