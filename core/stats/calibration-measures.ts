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
  const rows = { odds: Float64Array.from(probabilities, logOdds), isEvent, weights };
  return {
    slope: line(rows, true)?.slope ?? null,
    inTheLarge: line(rows, false)?.intercept ?? null,
    ...errors(probabilities, isEvent, weights),
  };
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

interface Rows {
  readonly odds: Float64Array;
  readonly isEvent: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

const mostSteps = 60;
/** A line steeper than this is one that grows without end. */
const mostSlope = 1e3;

/**
 * Newton's method, its steps halved until none loses likelihood: from extreme predictions a whole step may leap to where
 * the line no longer returns. With `free` false the slope stays 1.
 */
function line(rows: Rows, free: boolean): Line | null {
  let at: Line = { intercept: 0, slope: 1 };
  let likelihood = logLikelihood(rows, at);
  for (let step = 0; step < mostSteps; step++) {
    const change = newtonStep(rows, at, free);
    if (!change) return null;
    const next = halved(rows, at, change, likelihood);
    const moved = Math.abs(next.at.intercept - at.intercept) + Math.abs(next.at.slope - at.slope);
    ({ at, likelihood } = next);
    if (!(Math.abs(at.intercept) < mostSlope && Math.abs(at.slope) < mostSlope)) return null;
    if (moved < 1e-8) return at;
  }
  return null;
}

function halved(rows: Rows, from: Line, change: Line, likelihood: number) {
  for (let share = 1; share > 1e-6; share /= 2) {
    const at = { intercept: from.intercept + share * change.intercept, slope: from.slope + share * change.slope };
    const reached = logLikelihood(rows, at);
    if (reached >= likelihood - 1e-12 * Math.abs(likelihood)) return { at, likelihood: reached };
  }
  return { at: from, likelihood };
}

function logLikelihood({ odds, isEvent, weights }: Rows, { intercept, slope }: Line): number {
  let sum = 0;
  for (let i = 0; i < odds.length; i++) {
    const eta = intercept + slope * odds[i]!;
    sum += weights[i]! * (isEvent[i]! * eta - (eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta))));
  }
  return sum;
}

function newtonStep({ odds, isEvent, weights }: Rows, { intercept, slope }: Line, free: boolean): Line | null {
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
  return { intercept: (h11 * g0 - h01 * g1) / determinant, slope: (h00 * g1 - h01 * g0) / determinant };
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
