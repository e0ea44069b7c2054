/** One step of a curve or of one of its confidence limits. */
export interface CurvePoint {
  readonly time: number;
  readonly value: number | null;
}

const tolerance = Math.sqrt(Number.EPSILON);

/**
 * The time at which a survival curve (or one of its limits) falls to `1 - p`; the median with p = 0.5.
 * Method: first time at or below; where the curve rests exactly on the level, the middle of that rest, as R's
 * survival does (Therneau, survmean, `minmin`). The limits of a median are the times at which the curve's limits
 * fall to the level (Brookmeyer and Crowley 1982, Biometrics 38:29-41).
 * Oracle: R survival 3.5-3, tests/oracle/stats.
 *
 * @returns null where the curve never falls that far.
 */
export function survivalQuantile(curve: readonly CurvePoint[], p = 0.5): number | null {
  const level = 1 - p;
  const first = curve.findIndex(({ value }) => value !== null && value < level + tolerance);
  if (first < 0) return null;
  const { time, value } = curve[first]!;
  if (Math.abs(value! - level) >= tolerance) return time;
  const next = curve.find((point, i) => i > first && point.value !== null && point.value < value!);
  return next ? (time + next.time) / 2 : time;
}
