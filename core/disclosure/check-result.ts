import type {
  CheckChange,
  CheckedCell,
  CheckedRelease,
  EarlierRelease,
  Release,
  ReleaseCell,
  ReleaseCurve,
  ReleaseTable,
} from '../../contract/release.ts';
import { rulesEdition } from '../../contract/release.ts';
import type { CountsChecked } from './cell-context.ts';
import type { CountSystem } from './count-system.ts';
import { type CheckedCurve, checkCurve } from './curve.ts';
import { type CurveStarts, curveStarts, withoutSeries } from './curve-starts.ts';
import { publishedTime } from './curve-time.ts';
import { namedCurve } from './labels.ts';
import type { Policy } from './policy.ts';
import { stepsTable } from './steps-table.ts';
import { printTable, readTable, type TableRead } from './table.ts';
import type { Source } from './who.ts';

/** One result as it is read for the check; its `systems` are those of its tables, and last who begins its curves. */
export interface ResultRead {
  readonly release: Release;
  readonly curves: readonly CheckedCurve[];
  readonly tables: readonly TableRead[];
  readonly starts: CurveStarts;
  readonly systems: readonly CountSystem[];
}

/** @throws Failure `disclosure` where a table has too many rows, or its relations do not hold. */
export function readResult(release: Release, source: Source, policy: Policy): ResultRead {
  const curves = release.curves.map((curve) => checkCurve(namedCurve(curve, policy), policy));
  const tables = release.tables.map((table) => readTable(onSteps(table, release.curves, curves), policy, source));
  const starts = curveStarts(release.curves, curves, source);
  return { release, curves, tables, starts, systems: [...tables.map(({ system }) => system), starts.system] };
}

/** A table in which a time that belongs to a step is left only where the curve's published series has a step there. */
function onSteps(table: ReleaseTable, given: readonly ReleaseCurve[], checked: readonly CheckedCurve[]): ReleaseTable {
  const rows = table.rows.map((row) =>
    row.map((cell): ReleaseCell => {
      if (cell.kind !== 'statistic' || cell.step === undefined || cell.value === null) return cell;
      const { value } = cell;
      const { curve, series } = cell.step;
      const published = checked[given.findIndex(({ id }) => id === curve)]?.series[series];
      const isStep = published?.points.some(({ time }) => time === publishedTime(value)) ?? false;
      return isStep ? cell : { ...cell, basis: 0 };
    }),
  );
  return { ...table, rows };
}

/** What the check of all counts says of the counts of one system, and which earlier release is to blame for a count. */
export interface CountsOf {
  readonly counts: CountsChecked;
  readonly earlierOf: (node: number) => EarlierRelease | null;
}

/** A result as it is printed, once it is known which counts of its `systems` are withheld. */
export function printResult(read: ResultRead, of: readonly CountsOf[], policy: Policy): CheckedRelease {
  const { release } = read;
  const tables = read.tables.map((table, t) => printTable(table, of[t]!.counts, policy, of[t]!.earlierOf));
  const curves = curvesLeft(read, of.at(-1)!.counts);
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
    policy: policyOf(policy),
    edition: rulesEdition,
  };
}

const policyOf = ({ name, threshold, rounding }: Policy) => ({ name, threshold, rounding });

/** A result of which nothing may leave. */
export function refusedResult(release: Release, why: CheckChange, policy: Policy): CheckedRelease {
  const cells = release.tables.flatMap(({ rows }) => rows.flat()).filter(isNumber).length;
  return {
    tables: [],
    curves: [],
    changes: [why],
    summary: { cells, published: 0, withheld: cells, refused: true },
    policy: policyOf(policy),
    edition: rulesEdition,
  };
}

function curvesLeft({ curves, starts }: ResultRead, { rules }: CountsChecked): CheckedCurve[] {
  return curves.map((checked, curve) =>
    withoutSeries(checked, (series) =>
      starts.places.some((place, node) => place.curve === curve && place.series === series && rules[node] !== null),
    ),
  );
}

const nothingLeft: CheckChange = {
  where: 'The whole result',
  rule: 'nothing left',
  action: 'refused',
  reason: 'After the rules nothing of substance is left to publish. Use a larger group, or coarser categories.',
  id: 'nothing-left',
};

interface CellPair {
  readonly cell: ReleaseCell;
  readonly checked: CheckedCell;
}

const isNumber = (cell: ReleaseCell): boolean => cell.kind !== 'text' && cell.kind !== 'empty';

const cellPairs = (
  rows: readonly (readonly ReleaseCell[])[],
  checked: readonly (readonly CheckedCell[])[],
): CellPair[] =>
  rows
    .flatMap((row, r) => row.map((cell, c) => ({ cell, checked: checked[r]![c]! })))
    .filter(({ cell }) => isNumber(cell));

/** A published number that says more than that there is nothing. */
function hasSubstance({ cell, checked }: CellPair): boolean {
  if (checked.text === null) return false;
  if (cell.kind === 'count') return cell.n > 0;
  if (cell.kind === 'share') return cell.of > 0;
  return cell.kind === 'statistic' && cell.value !== null;
}
