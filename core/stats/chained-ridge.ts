import { ridgePredict, ridgeRegressions } from './ridge-regression.ts';

/** A column with gaps (NaN). With `levels` its values are classes, one of these numbers each. */
export interface GappyColumn {
  readonly values: Float64Array;
  readonly levels?: Float64Array;
}

export interface ChainOptions {
  readonly rounds?: number;
  /** Each regression is fitted on so many rows at most, evenly spaced among the known ones. */
  readonly mostRows?: number;
}

/** Gaps are filled so many at once: what is read of them stays small. */
const chunk = 16_384;

/** Of a class with more levels only so many become indicators. */
const mostIndicators = 10;

/**
 * Fills gaps by chained equations: each column in turn is regressed on all others, its gaps filled with what the
 * regression expects, round after round. Classes enter as indicators and are filled by the indicator expected highest.
 * Method: van Buuren and Groothuis-Oudshoorn 2011, J Stat Softw 45(3), with ridge regression and without noise, as
 * scikit-learn's IterativeImputer has it.
 *
 * @returns the columns without gaps; a column without any value stays as it is and is not read.
 */
export function chainedRidge(
  columns: readonly GappyColumn[],
  { rounds = 6, mostRows = Number.POSITIVE_INFINITY }: ChainOptions = {},
): Float64Array[] {
  const filled = columns.map(startOf);
  const gaps = columns.map(({ values }) => Int32Array.from(values.keys()).filter((row) => Number.isNaN(values[row]!)));
  const order = [...columns.keys()]
    .filter((j) => gaps[j]!.length > 0 && gaps[j]!.length < columns[j]!.values.length)
    .sort((a, b) => gaps[a]!.length - gaps[b]!.length);
  for (let round = 0; round < rounds; round++) {
    for (const j of order) refill(columns, filled, j, gaps[j]!, mostRows);
  }
  return filled;
}

function startOf({ values, levels }: GappyColumn): Float64Array {
  const known = values.filter((v) => !Number.isNaN(v));
  if (known.length === 0) return values.slice();
  const start = levels ? mostFrequent(known, levels) : known.reduce((sum, v) => sum + v, 0) / known.length;
  return values.map((v) => (Number.isNaN(v) ? start : v));
}

function mostFrequent(values: Float64Array, levels: Float64Array): number {
  const counts = Array.from(levels, (level) => values.filter((v) => v === level).length);
  return levels[counts.indexOf(Math.max(...counts))]!;
}

function refill(
  columns: readonly GappyColumn[],
  filled: Float64Array[],
  j: number,
  gaps: Int32Array,
  mostRows: number,
): void {
  const { values, levels } = columns[j]!;
  const all = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]!));
  const step = Math.max(1, all.length / mostRows);
  const known = Int32Array.from({ length: Math.floor(all.length / step) }, (_, i) => all[Math.floor(i * step)]!);
  const inKnown = covariatesAt(columns, filled, j, known);
  const truth = Float64Array.from(known, (row) => values[row]!);
  // Of two classes one regression tells both: they add up to one.
  const asked = levels?.subarray(levels.length === 2 ? 1 : 0);
  const outcomes = asked ? Array.from(asked, (level) => truth.map((v) => (v === level ? 1 : 0))) : [truth];
  const fits = ridgeRegressions(inKnown, outcomes);
  for (let from = 0; from < gaps.length; from += chunk) {
    const part = gaps.subarray(from, from + chunk);
    const inGaps = covariatesAt(columns, filled, j, part);
    const told = fits.map((fit) => ridgePredict(fit, inGaps, part.length));
    part.forEach((row, i) => {
      filled[j]![row] = levels ? levelOf(levels, told, i) : told[0]![i]!;
    });
  }
}

/** All columns but one at some rows: a class as indicators of its levels but the first; nothing of an empty column. */
function covariatesAt(
  columns: readonly GappyColumn[],
  filled: readonly Float64Array[],
  j: number,
  rows: Int32Array,
): Float64Array[] {
  return columns.flatMap(({ levels }, k) => {
    const values = filled[k]!;
    if (k === j || Number.isNaN(values[0]!)) return [];
    const at = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) at[i] = values[rows[i]!]!;
    if (!levels) return [at];
    return Array.from(levels.subarray(1, mostIndicators), (level) => at.map((value) => (value === level ? 1 : 0)));
  });
}

/** The level expected highest; `told` leaves out the first of two. */
function levelOf(levels: Float64Array, told: readonly Float64Array[], at: number): number {
  if (levels.length === 2) return levels[told[0]![at]! > 0.5 ? 1 : 0]!;
  let best = 0;
  for (let k = 1; k < told.length; k++) if (told[k]![at]! > told[best]![at]!) best = k;
  return levels[best]!;
}
