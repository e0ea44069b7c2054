import { cholesky, inverseNorm, type Square, solveFactored } from './cholesky.ts';

/** A linear fit: prediction is `intercept + Σ coefficients[j] * (x[j] - centres[j])`. */
export interface LinearFit {
  readonly intercept: number;
  readonly centres: Float64Array;
  readonly coefficients: Float64Array;
  /** The penalty chosen. */
  readonly penalty: number;
}

export interface RidgeFit extends LinearFit {
  /** What each row would be expected to be by a fit of the same penalty without it. */
  readonly leftOut: Float64Array;
}

const penalties = [1e-3, 1e-2, 1e-1, 1, 10, 100, 1000];

interface Moments {
  readonly rows: number;
  readonly centres: Float64Array;
  readonly scales: Float64Array;
  readonly centred: readonly Float64Array[];
  /** Cross-products of the standardised columns. */
  readonly gram: Square;
}

/** The normal equations with one penalty, factored; what several outcomes of the same rows share. */
interface Factored {
  readonly penalty: number;
  readonly lower: Square;
  /** Effective degrees of freedom, with one for the intercept. */
  readonly freedom: number;
}

/**
 * Ridge regression on standardised columns, its penalty chosen by generalised cross-validation.
 * Method: Hoerl and Kennard 1970, Technometrics 12:55-67; GCV: Golub, Heath and Wahba 1979, Technometrics 21:215-223.
 *
 * @param columns without missing values, one array a covariate. @param y of the same length, at least two values.
 */
export function ridgeRegression(columns: readonly Float64Array[], y: Float64Array): RidgeFit {
  const moments = momentsOf(columns, y.length);
  const factors = factorsOf(moments);
  const fit = bestFit(moments, factors, y);
  const factor = factors.find(({ penalty }) => penalty === fit.penalty);
  const fitted = ridgePredict(fit, columns, y.length);
  return { ...fit, leftOut: factor ? leaveOneOut(moments, factor, y, fitted) : fitted };
}

/** The same for several outcomes of the same rows, which share the costly part; without expectations left out. */
export function ridgeRegressions(columns: readonly Float64Array[], outcomes: readonly Float64Array[]): LinearFit[] {
  const moments = momentsOf(columns, outcomes[0]?.length ?? 0);
  const factors = factorsOf(moments);
  return outcomes.map((y) => bestFit(moments, factors, y));
}

/**
 * The same, but what a row is expected to be is of a fit without its whole fold. Mean, scales and penalty are those of
 * all rows.
 *
 * @param fold of each row, from 0 to `folds` - 1.
 */
export function ridgeCrossFitted(
  columns: readonly Float64Array[],
  y: Float64Array,
  fold: Int32Array,
  folds: number,
): RidgeFit {
  const moments = momentsOf(columns, y.length);
  const fit = bestFit(moments, factorsOf(moments), y);
  const leftOut = new Float64Array(y.length).fill(fit.intercept);
  for (let k = 0; k < folds; k++) {
    const own = Int32Array.from(fold.keys()).filter((row) => fold[row] === k);
    const beta = withoutRows(moments, y, fit, own);
    for (const row of own) for (const [j, b] of beta.entries()) leftOut[row]! += b * standardised(moments, j, row);
  }
  return { ...fit, leftOut };
}

const standardised = ({ centred, scales }: Moments, j: number, row: number): number => centred[j]![row]! / scales[j]!;

/** Coefficients of the standardised columns without some rows: their part is taken off the normal equations. */
function withoutRows(moments: Moments, y: Float64Array, { intercept, penalty }: LinearFit, without: Int32Array) {
  const size = moments.centred.length;
  const gram = moments.gram.slice();
  const from = y.map((v) => v - intercept);
  for (const row of without) from[row] = 0;
  const products = Float64Array.from(moments.centred, (values, j) => product(values, from) / moments.scales[j]!);
  const x = new Float64Array(size);
  for (const row of without) {
    for (let j = 0; j < size; j++) x[j] = standardised(moments, j, row);
    // The factorisation reads the lower half.
    for (let a = 0; a < size; a++) for (let b = 0; b <= a; b++) gram[a * size + b]! -= x[a]! * x[b]!;
  }
  for (let j = 0; j < size; j++) gram[j * size + j]! += penalty;
  const lower = cholesky(gram, size);
  return lower ? solveFactored(lower, products) : new Float64Array(size);
}

/** y - (y - ŷ) / (1 - h), with h the row's leverage (Allen 1974, Technometrics 16:125-127). */
function leaveOneOut(
  { centred, scales, rows }: Moments,
  { lower }: Factored,
  y: Float64Array,
  fitted: Float64Array,
): Float64Array {
  const size = centred.length;
  const half = new Float64Array(size);
  return fitted.map((expected, i) => {
    // h = 1/n + x'(G + λI)⁻¹x = 1/n + |L⁻¹x|²
    let leverage = 1 / rows;
    for (let a = 0; a < size; a++) {
      let sum = centred[a]![i]! / scales[a]!;
      for (let b = 0; b < a; b++) sum -= lower[a * size + b]! * half[b]!;
      half[a] = sum / lower[a * size + a]!;
      leverage += half[a]! ** 2;
    }
    return y[i]! - (y[i]! - expected) / Math.max(0.05, 1 - leverage);
  });
}

/** Predictions of rows by a fit. */
export function ridgePredict(
  fit: Pick<LinearFit, 'intercept' | 'centres' | 'coefficients'>,
  columns: readonly Float64Array[],
  rows: number,
): Float64Array {
  const out = new Float64Array(rows).fill(fit.intercept);
  columns.forEach((values, j) => {
    const beta = fit.coefficients[j]!;
    if (beta === 0) return;
    for (let i = 0; i < rows; i++) out[i]! += beta * (values[i]! - fit.centres[j]!);
  });
  return out;
}

function momentsOf(columns: readonly Float64Array[], rows: number): Moments {
  const size = columns.length;
  const centres = Float64Array.from(columns, (values) => values.reduce((sum, v) => sum + v, 0) / rows);
  const centred = columns.map((values, j) => values.map((v) => v - centres[j]!));
  const scales = Float64Array.from(centred, (values) => Math.sqrt(product(values, values) / rows) || 1);
  const gram = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      gram[a * size + b] = product(centred[a]!, centred[b]!) / (scales[a]! * scales[b]!);
      gram[b * size + a] = gram[a * size + b]!;
    }
  }
  return { rows, centres, scales, centred, gram };
}

/** Σ a[i] b[i], in four sums so that additions need not wait for one another. */
function product(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const whole = n - (n % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < n; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

/** For each penalty with which the equations can be solved. */
function factorsOf({ gram, centred: { length: size } }: Moments): Factored[] {
  return penalties.flatMap((penalty) => {
    const penalised = gram.slice();
    for (let j = 0; j < size; j++) penalised[j * size + j]! += penalty;
    const lower = cholesky(penalised, size);
    // tr(G (G + λI)⁻¹) = p - λ tr((G + λI)⁻¹) = p - λ |L⁻¹|²
    return lower ? [{ penalty, lower, freedom: size + 1 - penalty * inverseNorm(lower, size) }] : [];
  });
}

interface Candidate {
  readonly score: number;
  readonly penalty: number;
  readonly beta: Float64Array;
}

function bestFit({ rows, centres, scales, centred, gram }: Moments, factors: readonly Factored[], y: Float64Array) {
  const size = centred.length;
  const mean = y.reduce((sum, v) => sum + v, 0) / rows;
  const from = y.map((v) => v - mean);
  const products = Float64Array.from(centred, (values, j) => product(values, from) / scales[j]!);
  const squares = product(from, from);
  let best: Candidate = { score: Number.POSITIVE_INFINITY, penalty: 1, beta: new Float64Array(size) };
  for (const { penalty, lower, freedom } of factors) {
    const beta = solveFactored(lower, products);
    let explained = 0;
    for (let a = 0; a < size; a++) {
      explained += 2 * beta[a]! * products[a]!;
      for (let b = 0; b < size; b++) explained -= beta[a]! * gram[a * size + b]! * beta[b]!;
    }
    const residual = Math.max(0, squares - explained) / rows;
    const score = residual / Math.max(1e-9, 1 - freedom / rows) ** 2;
    if (score < best.score) best = { score, penalty, beta };
  }
  return {
    intercept: mean,
    centres,
    coefficients: best.beta.map((beta, j) => beta / scales[j]!),
    penalty: best.penalty,
  };
}
