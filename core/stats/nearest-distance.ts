/** Rows as points: numbers already on one scale; a class differs or does not. NaN: missing. */
export interface PointColumn {
  readonly values: Float64Array;
  readonly isClass: boolean;
}

/** What a class that differs, or a value missing on one side only, adds to a squared distance. */
const differs = 2;

/**
 * Squared distances from each of `rows` of one table to its nearest and second-nearest of another's rows.
 * Mixed types after Gower 1971, Biometrics 27:857-871, with squared differences of standardised numbers.
 */
export function nearestTwo(
  from: readonly PointColumn[],
  rows: Int32Array,
  to: readonly PointColumn[],
  toRows: Int32Array,
): { readonly first: Float64Array; readonly second: Float64Array } {
  const first = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY);
  const second = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY);
  rows.forEach((a, i) => {
    for (const b of toRows) {
      const d = squaredDistance(from, a, to, b, second[i]!);
      if (d < first[i]!) {
        second[i] = first[i]!;
        first[i] = d;
      } else if (d < second[i]!) second[i] = d;
    }
  });
  return { first, second };
}

/** Stops adding once the distance is beyond `enough`. */
function squaredDistance(
  from: readonly PointColumn[],
  a: number,
  to: readonly PointColumn[],
  b: number,
  enough: number,
): number {
  let sum = 0;
  for (let j = 0; j < from.length && sum < enough; j++) {
    const x = from[j]!.values[a]!;
    const y = to[j]!.values[b]!;
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
    sum += from[j]!.isClass || Number.isNaN(x) || Number.isNaN(y) ? differs : (x - y) ** 2;
  }
  return sum;
}
