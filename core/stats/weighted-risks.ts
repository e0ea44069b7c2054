export interface WeightedRisks {
  readonly treated: number;
  readonly control: number;
  readonly difference: number;
  /** Log of the risk ratio; not finite where one of the risks is 0. */
  readonly logRatio: number;
  /** What each person's weight moves difference and log ratio by. */
  readonly differenceInfluence: Float64Array;
  readonly logRatioInfluence: Float64Array;
}

/**
 * Weighted risks of two arms, their difference and ratio, with each person's influence for a robust variance.
 * Method: Hájek's ratio estimator, Σ w y / Σ w in each arm, and its linearisation w (y - p) / Σ w (Lunceford and Davidian
 * 2004, Stat Med 23:2937-2960). Without weights the variance is p (1 - p) / n in each arm.
 */
export function weightedRisks(
  arm: ArrayLike<number>,
  event: ArrayLike<number>,
  weights: ArrayLike<number>,
): WeightedRisks {
  const mass = [0, 0];
  const events = [0, 0];
  for (let i = 0; i < arm.length; i++) {
    mass[arm[i]!]! += weights[i]!;
    events[arm[i]!]! += weights[i]! * event[i]!;
  }
  const [control, treated] = [events[0]! / mass[0]!, events[1]! / mass[1]!];
  const differenceInfluence = new Float64Array(arm.length);
  const logRatioInfluence = new Float64Array(arm.length);
  for (let i = 0; i < arm.length; i++) {
    const risk = arm[i] === 1 ? treated : control;
    const sign = arm[i] === 1 ? 1 : -1;
    const own = (sign * (event[i]! - risk)) / mass[arm[i]!]!;
    differenceInfluence[i] = own;
    logRatioInfluence[i] = own / risk;
  }
  return {
    treated,
    control,
    difference: treated - control,
    logRatio: Math.log(treated / control),
    differenceInfluence,
    logRatioInfluence,
  };
}
