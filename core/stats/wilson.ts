import type { Interval } from './interval.ts';
import { criticalZ } from './normal.ts';

/**
 * Wilson's score interval of a proportion.
 * Method: Wilson 1927, JASA 22:209-212, without continuity correction.
 * Oracle: epitools::binom.wilson, tests/oracle/stats.
 *
 * @param x successes in 0…n; n > 0.
 */
export function wilsonInterval(x: number, n: number, confidence = 0.95): Interval {
  const z = criticalZ(confidence);
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    estimate: p,
    lower: x === 0 ? 0 : (centre - half) / scale,
    upper: x === n ? 1 : (centre + half) / scale,
  };
}
