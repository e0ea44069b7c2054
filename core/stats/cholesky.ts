/** A symmetric matrix of `size` rows, row by row in one array. */
export type Square = Float64Array;

/**
 * Lower Cholesky factor of a symmetric positive definite matrix.
 * Method: Golub and Van Loan 2013, Matrix Computations, algorithm 4.2.2.
 *
 * @returns null where a pivot is not clearly above zero: the matrix is singular, or nearly so.
 */
export function cholesky(matrix: Square, size: number): Square | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > 1e-12 * Math.abs(matrix[i * size + i]!)) lower[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** Solves M x = b, where `lower` is the Cholesky factor of M. */
export function solveFactored(lower: Square, b: ArrayLike<number>): Float64Array {
  const size = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
}

/** The inverse of the matrix whose Cholesky factor is `lower`. */
export function inverseFactored(lower: Square, size: number): Square {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveFactored(lower, unit);
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i]!;
  }
  return inverse;
}

/** The sum of squares of the inverse of a lower factor: the trace of the inverse of the matrix it factors. */
export function inverseNorm(lower: Square, size: number): number {
  const column = new Float64Array(size);
  let norm = 0;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= lower[i * size + k]! * column[k]!;
      column[i] = sum / lower[i * size + i]!;
      norm += column[i]! ** 2;
    }
  }
  return norm;
}
