import type { ColumnView } from '../cells/column-view.ts';
import { countUpTo, mean, midRanks } from '../ranks.ts';

type Columns = readonly Float64Array[];

/**
 * How alike the columns are one by one, 1 at best: 1 less the largest distance between the two distribution functions
 * (Kolmogorov and Smirnov) for a number, 1 less the total variation distance for a class; missing is a value too.
 */
export function marginalLikeness(made: Columns, real: Columns, views: readonly (ColumnView | null)[]): number {
  return mean(
    made.map((values, place) =>
      views[place]?.kind === 'number' ? 1 - largestGap(values, real[place]!) : 1 - totalVariation(values, real[place]!),
    ),
  );
}

function largestGap(a: Float64Array, b: Float64Array): number {
  const known = (values: Float64Array) => values.filter((v) => !Number.isNaN(v)).sort();
  const [x, y] = [known(a), known(b)];
  let gap = Math.abs(x.length / a.length - y.length / b.length);
  for (const v of [...x, ...y])
    gap = Math.max(gap, Math.abs(countUpTo(x, v, true) / a.length - countUpTo(y, v, true) / b.length));
  return gap;
}

function totalVariation(a: Float64Array, b: Float64Array): number {
  const shares = (values: Float64Array) => {
    const counts = new Map<string, number>();
    for (const v of values) counts.set(String(v), (counts.get(String(v)) ?? 0) + 1 / values.length);
    return counts;
  };
  const [p, q] = [shares(a), shares(b)];
  let sum = 0;
  for (const key of new Set([...p.keys(), ...q.keys()])) sum += Math.abs((p.get(key) ?? 0) - (q.get(key) ?? 0));
  return sum / 2;
}

/** Mean absolute difference between the two tables' rank correlations, over all pairs of columns; 0 at best. */
export function correlationError(made: Columns, real: Columns): number {
  const [a, b] = [ranked(made), ranked(real)];
  const differences: number[] = [];
  for (let i = 0; i < made.length; i++) {
    for (let j = 0; j < i; j++) differences.push(Math.abs(correlation(a[i]!, a[j]!) - correlation(b[i]!, b[j]!)));
  }
  return mean(differences);
}

const ranked = (columns: Columns): Float64Array[] =>
  columns.map((values) => {
    const ranks = midRanks(values.map((v) => (Number.isNaN(v) ? Number.NEGATIVE_INFINITY : v)));
    return ranks.map((rank, row) => (Number.isNaN(values[row]!) ? Number.NaN : rank));
  });

/** Over the rows in which both are known; 0 where one of them does not vary. */
function correlation(a: Float64Array, b: Float64Array): number {
  const both = Int32Array.from(a.keys()).filter((row) => !Number.isNaN(a[row]!) && !Number.isNaN(b[row]!));
  if (both.length < 3) return 0;
  const [x, y] = [a, b].map((ranks) => {
    const values = Float64Array.from(both, (row) => ranks[row]!);
    const centre = mean(values);
    return values.map((v) => v - centre);
  }) as [Float64Array, Float64Array];
  const product = (u: Float64Array, v: Float64Array) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  const length = Math.sqrt(product(x, x) * product(y, y));
  return length === 0 ? 0 : product(x, y) / length;
}
