import { ridgePredict, ridgeRegression } from './ridge-regression.ts';

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
  const covariates = columns.flatMap((column, k) => (k === j ? [] : indicators(filled[k]!, column.levels)));
  const at = (rows: Int32Array) => covariates.map((x) => Float64Array.from(rows, (row) => x[row]!));
  const [inKnown, inGaps] = [at(known), at(gaps)];
  const expect = (y: Float64Array) => ridgePredict(ridgeRegression(inKnown, y), inGaps, gaps.length);
  const truth = Float64Array.from(known, (row) => values[row]!);
  const guess = levels ? likeliest(levels, (level) => expect(truth.map((v) => (v === level ? 1 : 0)))) : expect(truth);
  gaps.forEach((row, i) => {
    filled[j]![row] = guess[i]!;
  });
}

/** A class as indicators of all its levels but the first; a number as it is; nothing of an empty column. */
function indicators(values: Float64Array, levels: Float64Array | undefined): Float64Array[] {
  if (values.some(Number.isNaN)) return [];
  if (!levels) return [values];
  return Array.from(levels.subarray(1, mostIndicators), (level) => values.map((v) => (v === level ? 1 : 0)));
}

function likeliest(levels: Float64Array, expect: (level: number) => Float64Array): Float64Array {
  const scores = Array.from(levels, expect);
  return scores[0]!.map((_, i) => {
    let best = 0;
    for (let k = 1; k < levels.length; k++) if (scores[k]![i]! > scores[best]![i]!) best = k;
    return levels[best]!;
  });
}
