export interface CalibrationMeasures {
  /** Of the log-odds of what happened on the predicted log-odds: below 1, predictions are too extreme. */
  readonly slope: number | null;
  /** Log-odds by which what happened lies above what was predicted on the whole, the slope held at 1. */
  readonly inTheLarge: number | null;
  /** Mean distance of predicted and observed over ten equal bins of the predicted probability. */
  readonly ece: number;
  /** Mean squared error of the probability. */
  readonly brier: number;
}

const bins = 10;
const least = 1e-7;

const logOdds = (p: number): number => {
  const inside = Math.min(1 - least, Math.max(least, p));
  return Math.log(inside / (1 - inside));
};

/**
 * Calibration of predicted probabilities, with row weights.
 * Method: logistic recalibration, and calibration-in-the-large with the predicted log-odds as offset (Cox 1958, Biometrika
 * 45:562-565; Steyerberg 2019, Clinical Prediction Models, chapter 15); expected calibration error (Naeini et al. 2015,
 * AAAI); Brier 1950. Oracle: R's glm with binomial family, weights and offset; prediction-measures.test.ts.
 *
 * @returns slope and in-the-large null where there is one class only, or the predictions separate the classes.
 */
export function calibrationMeasures(
  probabilities: ArrayLike<number>,
  isEvent: ArrayLike<number>,
  weights: ArrayLike<number>,
): CalibrationMeasures {
  const odds = Float64Array.from(probabilities, logOdds);
  return {
    slope: line(odds, isEvent, weights, true)?.slope ?? null,
    inTheLarge: line(odds, isEvent, weights, false)?.intercept ?? null,
    ...errors(probabilities, isEvent, weights),
  };
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

const mostSteps = 40;
/** A line steeper than this is one that grows without end. */
const mostSlope = 1e3;

/** Newton's method; with `free` false the slope stays 1. */
function line(odds: Float64Array, isEvent: ArrayLike<number>, weights: ArrayLike<number>, free: boolean): Line | null {
  let [intercept, slope] = [0, 1];
  for (let step = 0; step < mostSteps; step++) {
    const change = newtonStep(odds, isEvent, weights, { intercept, slope }, free);
    if (!change) return null;
    intercept += change.intercept;
    slope += change.slope;
    if (!(Math.abs(intercept) < mostSlope && Math.abs(slope) < mostSlope)) return null;
    if (Math.abs(change.intercept) + Math.abs(change.slope) < 1e-8) return { intercept, slope };
  }
  return null;
}

function newtonStep(
  odds: Float64Array,
  isEvent: ArrayLike<number>,
  weights: ArrayLike<number>,
  { intercept, slope }: Line,
  free: boolean,
): Line | null {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  for (let i = 0; i < odds.length; i++) {
    const [w, x] = [weights[i]!, odds[i]!];
    if (w === 0) continue;
    const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
    const residual = w * (isEvent[i]! - p);
    const spread = w * p * (1 - p);
    g0 += residual;
    g1 += residual * x;
    h00 += spread;
    h01 += spread * x;
    h11 += spread * x * x;
  }
  if (!(h00 > 1e-10)) return null;
  if (!free) return { intercept: g0 / h00, slope: 0 };
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 1e-10 * h00 * h11)) return null;
  // Steps are kept short: in a nearly separated sample the first would otherwise leap past where the slope can return.
  const change = { intercept: (h11 * g0 - h01 * g1) / determinant, slope: (h00 * g1 - h01 * g0) / determinant };
  const shrink = Math.min(1, 5 / Math.max(Math.abs(change.intercept), Math.abs(change.slope), 1e-300));
  return { intercept: change.intercept * shrink, slope: change.slope * shrink };
}

function errors(probabilities: ArrayLike<number>, isEvent: ArrayLike<number>, weights: ArrayLike<number>) {
  const gaps = new Float64Array(bins);
  let [total, squares] = [0, 0];
  for (let i = 0; i < probabilities.length; i++) {
    const [w, p] = [weights[i]!, probabilities[i]!];
    const gap = p - isEvent[i]!;
    gaps[Math.min(bins - 1, Math.floor(p * bins))]! += w * gap;
    squares += w * gap * gap;
    total += w;
  }
  return { ece: gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total, brier: squares / total };
}
