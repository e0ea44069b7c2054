import { type LinearFit, ridgeCrossFitted, ridgePredict } from '../stats/ridge-regression.ts';
import { type ColumnScale, featurise, scaleOf } from './featurise.ts';
import type { Cells } from './session.ts';

/** A linear score of the columns of a context: one more column for the model to read. */
export interface LinearScore {
  readonly fit: LinearFit;
  /** Of all z-scores and all gaps, those that vary in the context. */
  readonly places: readonly number[];
  readonly scale: ColumnScale;
}

const smallestSd = 1e-6;
const mostFolds = 10;

/**
 * Ridge regression of an outcome on the z-scores and gaps of a context. A context row has the score of a fit without its
 * tenth of the rows, so that the model sees what the score is worth on other rows; no row to be predicted has a part in
 * it. Leaving out the row alone would not do: among rows alike in all columns, what is left would be the sum of their
 * outcomes less the row's own, and so tell it, upside down. The same arithmetic as the code that trained the model.
 *
 * @param y of each row of `context`.
 * @returns the score, and the values that the rows of the context have in the new column.
 */
export function linearScore(context: Cells, y: Float64Array): { score: LinearScore; values: Float64Array } {
  const design = designOf(context);
  const places = [...design.keys()].filter((place) => deviation(design[place]!) > smallestSd);
  const folds = Math.min(mostFolds, context.rows);
  const fold = foldsOf(design, y, folds);
  const { leftOut: values, ...fit } = ridgeCrossFitted(designFor(design, places), y, fold, folds);
  return { score: { fit, places, scale: scaleOf(values, everyRow(context.rows)) }, values };
}

/**
 * Folds that depend on what stands in the rows, not on the order of rows or columns. Rows alike in all columns, and of
 * these each outcome, are spread over the folds.
 */
function foldsOf(design: readonly Float64Array[], y: Float64Array, folds: number): Int32Array {
  const key = new Float64Array(y.length);
  for (const column of design) {
    for (let row = 0; row < key.length; row++) {
      const value = column[row]!;
      key[row]! += value * value * value - 3.1 * value * value;
    }
  }
  const order = everyRow(y.length).sort((a, b) => key[a]! - key[b]! || y[a]! - y[b]!);
  const fold = new Int32Array(y.length);
  order.forEach((row, place) => {
    fold[row] = place % folds;
  });
  return fold;
}

/** The rows as the model reads them, with the column of each score after their own. */
export function withScores(cells: Cells, scores: readonly LinearScore[], values?: readonly Float64Array[]): Cells {
  if (scores.length === 0) return cells;
  const design = values ? [] : designOf(cells);
  const columns = values ?? scores.map(({ fit, places }) => ridgePredict(fit, designFor(design, places), cells.rows));
  const scales = scores.map(({ scale }) => scale);
  return beside(cells, featurise(columns, scales, everyRow(cells.rows)));
}

const designFor = (design: readonly Float64Array[], places: readonly number[]) => places.map((place) => design[place]!);

/** Columns of z-scores, then of gaps. */
function designOf({ data, rows, features }: Cells): Float64Array[] {
  return [0, 2].flatMap((part) =>
    Array.from({ length: features }, (_, f) => {
      const column = new Float64Array(rows);
      for (let r = 0; r < rows; r++) column[r] = data[(r * features + f) * 4 + part]!;
      return column;
    }),
  );
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

const everyRow = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);

function beside(left: Cells, right: Cells): Cells {
  const features = left.features + right.features;
  const data = new Float32Array(left.rows * features * 4);
  for (let r = 0; r < left.rows; r++) {
    data.set(left.data.subarray(r * left.features * 4, (r + 1) * left.features * 4), r * features * 4);
    data.set(
      right.data.subarray(r * right.features * 4, (r + 1) * right.features * 4),
      (r * features + left.features) * 4,
    );
  }
  return { data, rows: left.rows, features };
}
