const tolerance = Math.sqrt(Number.EPSILON);

/**
 * The time at which a survival curve (or one of its limits) falls to `1 - p`; the median with p = 0.5.
 * Method: first time at or below; where the curve rests exactly on the level, the middle of that rest, as R's
 * survival does (Therneau, survmean, `minmin`). The limits of a median are the times at which the curve's limits
 * fall to the level (Brookmeyer and Crowley 1982, Biometrics 38:29-41).
 * Oracle: R survival 3.5-3, tests/oracle/stats.
 *
 * @param value of a step: survival itself, or one of its limits; null where that is not defined.
 * @returns null where the curve never falls that far.
 */
export function survivalQuantile<Step extends { readonly time: number }>(
  steps: readonly Step[],
  value: (step: Step) => number | null,
  p = 0.5,
): number | null {
  const level = 1 - p;
  const below = (step: Step, limit: number) => {
    const at = value(step);
    return at !== null && at < limit;
  };
  const first = steps.findIndex((step) => below(step, level + tolerance));
  if (first < 0) return null;
  const { time } = steps[first]!;
  const reached = value(steps[first]!)!;
  if (Math.abs(reached - level) >= tolerance) return time;
  const next = steps.find((step, i) => i > first && below(step, reached));
  return next ? (time + next.time) / 2 : time;
}
