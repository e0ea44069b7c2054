import { cholesky, inverseFactored, type Square, solveFactored } from './cholesky.ts';

export interface LogisticInput {
  /** One array a covariate, all of one length, without missing values; an intercept is added before them. */
  readonly columns: readonly Float64Array[];
  /** 1 or 0. */
  readonly y: ArrayLike<number>;
  /** Penalty on half the squared coefficients, the intercept's left out; 0 is maximum likelihood. */
  readonly ridge?: number;
}

export interface LogisticFit {
  /** The intercept first. */
  readonly coefficients: Float64Array;
  /** Probability of 1 for each row. */
  readonly fitted: Float64Array;
  /** Inverse of the penalised information. */
  readonly covariance: Square;
  /** Without the penalty. */
  readonly logLikelihood: number;
  /** False where coefficients grow without end (perfect separation) or covariates depend on each other. */
  readonly converged: boolean;
}

const mostIterations = 60;
const tolerance = 1e-9;

/**
 * Logistic regression by maximum likelihood, or with a ridge penalty.
 * Method: Newton-Raphson with step halving (Hosmer and Lemeshow 2000, chapter 2); penalty λ/2 Σ β² (le Cessie and van
 * Houwelingen 1992, Appl Stat 41:191-201), which keeps estimates finite where covariates separate the classes.
 * Oracle: R 4.2.2, glm, and for the penalty optim; expected numbers in logistic-regression.test.ts.
 */
export function logisticRegression({ columns, y, ridge = 0 }: LogisticInput): LogisticFit {
  const size = columns.length + 1;
  let coefficients: Float64Array = new Float64Array(size);
  coefficients[0] = logitOfMean(y);
  let now = stateAt(columns, y, coefficients, ridge);
  let converged = false;
  let lower: Square | null = null;
  for (let i = 0; i < mostIterations; i++) {
    const { score, information } = derivatives({ columns, y, ridge }, coefficients, now.fitted);
    lower = cholesky(information, size);
    if (!lower) break;
    const step = solveFactored(lower, score);
    const next = halved(coefficients, step, (at) => stateAt(columns, y, at, ridge), now);
    const gain = next.state.penalised - now.penalised;
    ({ coefficients, state: now } = next);
    converged = Math.abs(gain) < tolerance * (Math.abs(now.penalised) + 0.1);
    if (converged && i > 0) break;
  }
  const { information } = derivatives({ columns, y, ridge }, coefficients, now.fitted);
  const factor = cholesky(information, size);
  const covariance = factor ? inverseFactored(factor, size) : new Float64Array(size * size).fill(Number.NaN);
  const isSeparated = ridge === 0 && now.logLikelihood > -1e-6 * y.length;
  return {
    coefficients,
    fitted: now.fitted,
    covariance,
    logLikelihood: now.logLikelihood,
    converged: converged && factor !== null && !isSeparated,
  };
}

function logitOfMean(y: ArrayLike<number>): number {
  let ones = 0.5;
  for (let i = 0; i < y.length; i++) ones += y[i]!;
  return Math.log(ones / (y.length + 1 - ones));
}

interface State {
  readonly fitted: Float64Array;
  readonly logLikelihood: number;
  readonly penalised: number;
}

function stateAt(columns: readonly Float64Array[], y: ArrayLike<number>, beta: Float64Array, ridge: number): State {
  const eta = new Float64Array(y.length).fill(beta[0]!);
  columns.forEach((column, j) => {
    const slope = beta[j + 1]!;
    for (let i = 0; i < eta.length; i++) eta[i]! += slope * column[i]!;
  });
  let logLikelihood = 0;
  for (let i = 0; i < eta.length; i++) {
    const value = eta[i]!;
    logLikelihood += y[i]! * value - (value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value)));
    eta[i] = 1 / (1 + Math.exp(-value));
  }
  const penalty = beta.reduce((sum, value, j) => (j === 0 ? sum : sum + value * value), 0);
  return { fitted: eta, logLikelihood, penalised: logLikelihood - (ridge / 2) * penalty };
}

function derivatives({ columns, y, ridge }: Required<LogisticInput>, beta: Float64Array, fitted: Float64Array) {
  const size = beta.length;
  const score = new Float64Array(size);
  const information = new Float64Array(size * size);
  const n = y.length;
  const weighted = new Float64Array(n);
  const one = new Float64Array(n).fill(1);
  const at = (j: number) => (j === 0 ? one : columns[j - 1]!);
  for (let j = 0; j < size; j++) {
    const left = at(j);
    for (let i = 0; i < n; i++) {
      score[j]! += left[i]! * (y[i]! - fitted[i]!);
      weighted[i] = left[i]! * fitted[i]! * (1 - fitted[i]!);
    }
    for (let k = 0; k <= j; k++) {
      const right = at(k);
      let sum = j === k && j > 0 ? ridge : 0;
      for (let i = 0; i < n; i++) sum += weighted[i]! * right[i]!;
      information[j * size + k] = sum;
      information[k * size + j] = sum;
    }
    if (j > 0) score[j]! -= ridge * beta[j]!;
  }
  return { score, information };
}

/** The step, or the longest of its halves that does not lose likelihood. */
function halved(from: Float64Array, step: Float64Array, at: (beta: Float64Array) => State, before: State) {
  for (let share = 1; share > 1e-6; share /= 2) {
    const coefficients = from.map((value, j) => value + share * step[j]!);
    const state = at(coefficients);
    if (state.penalised >= before.penalised - 1e-12) return { coefficients, state };
  }
  return { coefficients: from, state: before };
}
