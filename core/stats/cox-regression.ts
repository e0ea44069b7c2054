import { cholesky, inverseFactored, type Square, solveFactored } from './cholesky.ts';
import { type CoxData, type CoxInput, inOrderOfTime } from './cox-data.ts';
import { coxDerivatives } from './cox-likelihood.ts';
import { coxScoreResiduals } from './cox-residuals.ts';

export interface CoxFit {
  /** Log hazard ratios. */
  readonly coefficients: Float64Array;
  /** Inverse of the information: right where the weights count persons. */
  readonly covariance: Square;
  /**
   * What each person's weight moves each coefficient by: one array a covariate. Times the weights and squared, their sum
   * is the robust variance; summed within clusters before squaring, the clustered one.
   */
  readonly influence: readonly Float64Array[];
  /** Of the null model and of the fit. */
  readonly logLikelihood: readonly [number, number];
  /** False where a coefficient grows without end: all events of one side, or none at all. */
  readonly converged: boolean;
}

const mostIterations = 40;

/**
 * Cox regression with case weights.
 * Method: partial likelihood (Cox 1972, JRSS B 34:187-220) with Efron's correction for tied times (Efron 1977, JASA
 * 72:557-565), Newton-Raphson with step halving; robust variance from the score residuals (Lin and Wei 1989, JASA
 * 84:1074-1078; with weights Binder 1992, Biometrika 79:139-147).
 * Oracle: R survival 3.5-3, coxph(weights, robust, cluster), cox-regression.test.ts and tests/oracle/stats.
 */
export function coxRegression(input: CoxInput): CoxFit {
  const data = inOrderOfTime(input);
  const size = input.columns.length;
  let coefficients: Float64Array = new Float64Array(size);
  let now = coxDerivatives(data, coefficients);
  const start = now.logLikelihood;
  let converged = false;
  for (let i = 0; i < mostIterations && !converged; i++) {
    const lower = cholesky(now.information, size);
    if (!lower) break;
    const next = uphill(data, coefficients, solveFactored(lower, now.score), now.logLikelihood);
    if (!next) break;
    converged = Math.abs(next.state.logLikelihood - now.logLikelihood) < 1e-10 * (Math.abs(now.logLikelihood) + 0.1);
    coefficients = next.coefficients;
    now = next.state;
  }
  const lower = cholesky(now.information, size);
  const covariance = lower ? inverseFactored(lower, size) : new Float64Array(size * size).fill(Number.NaN);
  const isRunaway = coefficients.some((value, j) => Math.abs(value) * spread(input.columns[j]!) > 15);
  return {
    coefficients,
    covariance,
    influence: influenceOf(coxScoreResiduals(data, coefficients), covariance),
    logLikelihood: [start, now.logLikelihood],
    converged: converged && lower !== null && !isRunaway,
  };
}

function uphill(data: CoxData, from: Float64Array, step: Float64Array, before: number) {
  for (let share = 1; share > 1e-6; share /= 2) {
    const coefficients = from.map((value, j) => value + share * step[j]!);
    const state = coxDerivatives(data, coefficients);
    if (state.logLikelihood >= before - 1e-9 * Math.abs(before)) return { coefficients, state };
  }
  return null;
}

function spread(column: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

function influenceOf(residuals: readonly Float64Array[], covariance: Square): Float64Array[] {
  const size = residuals.length;
  return residuals.map((_, j) => {
    const out = new Float64Array(residuals[0]!.length);
    residuals.forEach((residual, k) => {
      const factor = covariance[j * size + k]!;
      for (let i = 0; i < out.length; i++) out[i]! += factor * residual[i]!;
    });
    return out;
  });
}
