import { cholesky } from './cholesky.ts';
import { fastNormalCdf, fastNormalQuantile } from './normal-fast.ts';
import type { Random } from './regression-forest.ts';

/**
 * Rows whose columns have the marginal distributions of the given rows and the rank correlations between them, by a
 * Gaussian copula; ties are broken at random, a missing value (NaN) is a value of its own.
 * Method: Nelsen 2006, An Introduction to Copulas, 2.9; as the Synthetic Data Vault has it (Patki, Wedge and
 * Veeramachaneni 2016).
 *
 * @returns one array a column of `n` values, each a value that occurs in that column.
 */
export function gaussianCopula(columns: readonly Float64Array[], n: number, random: Random): Float64Array[] {
  const size = columns.length;
  const rows = columns[0]?.length ?? 0;
  const orders = columns.map((values) => orderOf(values, random));
  const scores = orders.map((order) => scoresOf(order));
  const lower = cholesky(correlations(scores, rows), size);
  const drawn = columns.map(() => new Float64Array(n));
  const normals = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < size; j++) normals[j] = normalDraw(random);
    for (let j = 0; j < size; j++) {
      let z = 0;
      if (lower) for (let k = 0; k <= j; k++) z += lower[j * size + k]! * normals[k]!;
      else z = normals[j]!;
      const place = Math.min(rows - 1, Math.floor(fastNormalCdf(z) * rows));
      drawn[j]![i] = columns[j]![orders[j]![place]!]!;
    }
  }
  return drawn;
}

/** Columns drawn one by one from their own values: no relation between them is kept. */
export function independentMarginals(columns: readonly Float64Array[], n: number, random: Random): Float64Array[] {
  return columns.map((values) => Float64Array.from({ length: n }, () => values[Math.floor(random() * values.length)]!));
}

function orderOf(values: Float64Array, random: Random): Int32Array {
  const place = values.map((v) => (Number.isNaN(v) ? Number.NEGATIVE_INFINITY : v));
  const tie = values.map(() => random());
  return Int32Array.from(values.keys()).sort((a, b) =>
    place[a] === place[b] ? tie[a]! - tie[b]! : place[a]! < place[b]! ? -1 : 1,
  );
}

function scoresOf(order: Int32Array): Float64Array {
  const out = new Float64Array(order.length);
  order.forEach((row, rank) => {
    out[row] = fastNormalQuantile((rank + 0.5) / order.length);
  });
  return out;
}

/** A little on the diagonal keeps the matrix definite where two columns are copies. */
function correlations(scores: readonly Float64Array[], rows: number): Float64Array {
  const size = scores.length;
  const out = new Float64Array(size * size);
  const norm = scores.map((z) => Math.sqrt(z.reduce((sum, v) => sum + v * v, 0)) || 1);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += scores[a]![i]! * scores[b]![i]!;
      out[a * size + b] = sum / (norm[a]! * norm[b]!);
      out[b * size + a] = out[a * size + b]!;
    }
    out[a * size + a] = 1 + 1e-6;
  }
  return out;
}

const normalDraw = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
