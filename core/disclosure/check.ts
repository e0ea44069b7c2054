import type {
  CheckChange,
  CheckedCell,
  CheckedRelease,
  Release,
  ReleaseCell,
  ReleaseCurve,
  ReleaseTable,
} from '../../contract/release.ts';
import { type CheckedCurve, checkCurve } from './curve.ts';
import { namedCurve } from './labels.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import { stepsTable } from './steps-table.ts';
import { checkTable } from './table.ts';

/**
 * Applies the rules of `policy` to everything a result would publish. What comes back is all that may leave the study:
 * tables and curves with small counts withheld and the rest rounded, a list of what was changed and why that names no
 * value, and whether anything of substance is left (`summary.refused` when not: the export turns it away).
 *
 * Each table is attacked after it was protected: no count of 1 to `threshold` - 1 in it, printed or implied, can be
 * bounded from what is published of that table closer than [at most itself less one, at least the threshold]. Tables
 * are not attacked together, nor with earlier releases; `docs/technical/disclosure.md` says what that leaves open.
 *
 * `primary` and `secondary` in the cells are for the study's own window. They must not leave with the release, as they
 * tell small counts from large ones: use `outwardRelease` for whatever leaves.
 *
 * @throws Failure `disclosure` where a relation does not hold, or nothing could make a table safe.
 * @example checkRelease({ tables: [ageBySex], curves: [] }).summary.refused
 */
export function checkRelease(
  release: Release,
  policy: Policy = defaultPolicy,
  solver: LinearSolver | null = null,
): CheckedRelease {
  const curves = release.curves.map((curve) => checkCurve(namedCurve(curve, policy), policy));
  const tables = release.tables.map((table) => checkTable(onSteps(table, release.curves, curves), policy, solver));
  const steps = curves.flatMap(({ curve }, at) => {
    const asked = release.curves[at]!.steps;
    return curve === null || asked === undefined ? [] : [stepsTable(curve, asked, policy)];
  });
  const left = curves.flatMap(({ curve }) => (curve === null ? [] : [curve]));
  const counted = release.tables.flatMap((table, t) => cellPairs(table.rows, tables[t]!.table.rows));
  const stepCells = steps.flatMap(({ rows }) => rows.map((row) => row.length - 2)).reduce((sum, n) => sum + n, 0);
  const cells = counted.length + stepCells;
  const published = counted.filter(({ checked }) => checked.text !== null).length + stepCells;
  const refused = left.length === 0 && !counted.some(hasSubstance);
  const changes = [...tables.flatMap((one) => one.changes), ...curves.flatMap((one) => one.changes)];
  return {
    tables: [...tables.map(({ table }) => table), ...steps],
    curves: left,
    changes: refused ? [...changes, nothingLeft] : changes,
    summary: { cells, published, withheld: cells - published, refused },
    policy: { name: policy.name, threshold: policy.threshold, rounding: policy.rounding },
  };
}

/** A table in which a time that belongs to a step is left only where the curve's published series has a step there. */
function onSteps(table: ReleaseTable, given: readonly ReleaseCurve[], checked: readonly CheckedCurve[]): ReleaseTable {
  const rows = table.rows.map((row) =>
    row.map((cell): ReleaseCell => {
      if (cell.kind !== 'statistic' || cell.step === undefined || cell.value === null) return cell;
      const { curve, series } = cell.step;
      const published = checked[given.findIndex(({ id }) => id === curve)]?.series[series];
      const isStep = published?.points.some(({ time }) => time === cell.value) ?? false;
      return isStep ? cell : { ...cell, basis: 0 };
    }),
  );
  return { ...table, rows };
}

const nothingLeft: CheckChange = {
  where: 'The whole result',
  rule: 'nothing left',
  action: 'refused',
  reason: 'After the rules nothing of substance is left to publish. Use a larger group, or coarser categories.',
};

interface CellPair {
  readonly cell: ReleaseCell;
  readonly checked: CheckedCell;
}

const cellPairs = (
  rows: readonly (readonly ReleaseCell[])[],
  checked: readonly (readonly CheckedCell[])[],
): CellPair[] =>
  rows
    .flatMap((row, r) => row.map((cell, c) => ({ cell, checked: checked[r]![c]! })))
    .filter(({ cell }) => cell.kind !== 'text' && cell.kind !== 'empty');

/** A published number that says more than that there is nothing. */
function hasSubstance({ cell, checked }: CellPair): boolean {
  if (checked.text === null) return false;
  if (cell.kind === 'count') return cell.n > 0;
  if (cell.kind === 'share') return cell.of > 0;
  return cell.kind === 'statistic' && cell.value !== null;
}
