import { regularizedBeta } from './incomplete-beta.ts';
import type { Interval } from './interval.ts';
import { invert } from './invert.ts';

/**
 * Exact limits of a proportion.
 * Method: beta quantiles (Clopper and Pearson 1934, Biometrika 26:404-413).
 * Oracle: epitools::binom.exact, tests/oracle/stats.
 *
 * @param x successes in 0…n; n > 0.
 */
export function binomialLimits(x: number, n: number, confidence = 0.95): Interval {
  const alpha = 1 - confidence;
  const quantile = (p: number, a: number, b: number) => invert((t) => regularizedBeta(t, a, b), p, 0, 1);
  return {
    estimate: x / n,
    lower: x === 0 ? 0 : quantile(alpha / 2, x, n - x + 1),
    upper: x === n ? 1 : quantile(1 - alpha / 2, x + 1, n - x),
  };
}
