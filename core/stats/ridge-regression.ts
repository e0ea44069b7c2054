import { cholesky, inverseFactored, type Square, solveFactored } from './cholesky.ts';

/** A linear fit: prediction is `intercept + Σ coefficients[j] * (x[j] - centres[j])`. */
export interface RidgeFit {
  readonly intercept: number;
  readonly centres: Float64Array;
  readonly coefficients: Float64Array;
  /** The penalty chosen. */
  readonly penalty: number;
  /** What each row would be expected to be by a fit of the same penalty without it. */
  readonly leftOut: Float64Array;
}

const penalties = [1e-3, 1e-2, 1e-1, 1, 10, 100, 1000];

interface Moments {
  readonly centres: Float64Array;
  readonly scales: Float64Array;
  /** Cross-products of the standardised columns. */
  readonly gram: Square;
  readonly products: Float64Array;
  readonly mean: number;
  readonly squares: number;
  readonly rows: number;
}

/**
 * Ridge regression on standardised columns, its penalty chosen by generalised cross-validation.
 * Method: Hoerl and Kennard 1970, Technometrics 12:55-67; GCV: Golub, Heath and Wahba 1979, Technometrics 21:215-223.
 *
 * @param columns without missing values, one array a covariate. @param y of the same length, at least two values.
 */
export function ridgeRegression(columns: readonly Float64Array[], y: Float64Array): RidgeFit {
  const moments = momentsOf(columns, y);
  let best: { score: number; penalty: number; solved: Float64Array } = {
    score: Number.POSITIVE_INFINITY,
    penalty: 1,
    solved: new Float64Array(columns.length),
  };
  for (const penalty of penalties) {
    const one = solved(moments, penalty);
    if (one && one.score < best.score) best = { ...one, penalty };
  }
  const fit = {
    intercept: moments.mean,
    centres: moments.centres,
    coefficients: best.solved.map((beta, j) => beta / moments.scales[j]!),
    penalty: best.penalty,
  };
  return { ...fit, leftOut: leaveOneOut(moments, columns, y, ridgePredict(fit, columns, y.length), best.penalty) };
}

/** y - (y - ŷ) / (1 - h), with h the row's leverage (Allen 1974, Technometrics 16:125-127). */
function leaveOneOut(
  { gram, centres, scales, rows }: Moments,
  columns: readonly Float64Array[],
  y: Float64Array,
  fitted: Float64Array,
  penalty: number,
): Float64Array {
  const size = columns.length;
  const penalised = gram.slice();
  for (let j = 0; j < size; j++) penalised[j * size + j]! += penalty;
  const lower = cholesky(penalised, size);
  if (!lower) return fitted;
  const half = new Float64Array(size);
  return fitted.map((expected, i) => {
    // h = 1/n + x'(G + λI)⁻¹x = 1/n + |L⁻¹x|²
    let leverage = 1 / rows;
    for (let a = 0; a < size; a++) {
      let sum = (columns[a]![i]! - centres[a]!) / scales[a]!;
      for (let b = 0; b < a; b++) sum -= lower[a * size + b]! * half[b]!;
      half[a] = sum / lower[a * size + a]!;
      leverage += half[a]! ** 2;
    }
    return y[i]! - (y[i]! - expected) / Math.max(0.05, 1 - leverage);
  });
}

/** Predictions of rows by a fit. */
export function ridgePredict(
  fit: Pick<RidgeFit, 'intercept' | 'centres' | 'coefficients'>,
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

function momentsOf(columns: readonly Float64Array[], y: Float64Array): Moments {
  const rows = y.length;
  const size = columns.length;
  const mean = y.reduce((sum, v) => sum + v, 0) / rows;
  const centres = Float64Array.from(columns, (values) => values.reduce((sum, v) => sum + v, 0) / rows);
  const centred = columns.map((values, j) => values.map((v) => v - centres[j]!));
  const scales = Float64Array.from(
    centred,
    (values) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / rows) || 1,
  );
  const gram = new Float64Array(size * size);
  const products = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    const x = centred[a]!;
    for (let i = 0; i < rows; i++) products[a]! += (x[i]! * (y[i]! - mean)) / scales[a]!;
    for (let b = 0; b <= a; b++) {
      const z = centred[b]!;
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += x[i]! * z[i]!;
      gram[a * size + b] = sum / (scales[a]! * scales[b]!);
      gram[b * size + a] = gram[a * size + b]!;
    }
  }
  return { centres, scales, gram, products, mean, squares: y.reduce((sum, v) => sum + (v - mean) ** 2, 0), rows };
}

/** Standardised coefficients for one penalty, and their GCV score. */
function solved({ gram, products, squares, rows }: Moments, penalty: number) {
  const size = products.length;
  const penalised = gram.slice();
  for (let j = 0; j < size; j++) penalised[j * size + j]! += penalty;
  const lower = cholesky(penalised, size);
  if (!lower) return null;
  const beta = solveFactored(lower, products);
  const inverse = inverseFactored(lower, size);
  // tr(G (G + λI)⁻¹) = p - λ tr((G + λI)⁻¹), and one for the intercept.
  let freedom = size + 1;
  for (let j = 0; j < size; j++) freedom -= penalty * inverse[j * size + j]!;
  let explained = 0;
  for (let a = 0; a < size; a++) {
    explained += 2 * beta[a]! * products[a]!;
    for (let b = 0; b < size; b++) explained -= beta[a]! * gram[a * size + b]! * beta[b]!;
  }
  const residual = Math.max(0, squares - explained) / rows;
  const free = Math.max(1e-9, 1 - freedom / rows);
  return { solved: beta, score: residual / free ** 2 };
}
