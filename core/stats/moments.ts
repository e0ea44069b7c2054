/**
 * Mean and sample standard deviation (denominator n - 1).
 * Method: two passes (Chan, Golub and LeVeque 1983, Am Stat 37:242-247). Oracle: R's mean and sd.
 *
 * @returns `mean` null without values, `sd` null with fewer than two.
 */
export function moments(values: ArrayLike<number>): { n: number; mean: number | null; sd: number | null } {
  const n = values.length;
  if (n === 0) return { n, mean: null, sd: null };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let squares = 0;
  let drift = 0;
  for (let i = 0; i < n; i++) {
    const d = values[i]! - mean;
    squares += d * d;
    drift += d;
  }
  return { n, mean, sd: n < 2 ? null : Math.sqrt((squares - (drift * drift) / n) / (n - 1)) };
}
