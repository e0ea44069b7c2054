import { type LinearFit, ridgePredict, ridgeRegression } from '../stats/ridge-regression.ts';
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

/**
 * Ridge regression of an outcome on the z-scores and gaps of a context. A context row has the score of a fit that left
 * it out, so that the model sees what the score is worth on other rows; no row to be predicted has a part in it. The
 * outcome is centred once, with every row: leaving a row out of the mean as well would write its own outcome, upside
 * down, into its score. The same arithmetic as the code that trained the model.
 *
 * @param y of each row of `context`.
 * @returns the score, and the values that the rows of the context have in the new column.
 */
export function linearScore(context: Cells, y: Float64Array): { score: LinearScore; values: Float64Array } {
  const design = designOf(context);
  const places = [...design.keys()].filter((place) => deviation(design[place]!) > smallestSd);
  const kept = places.map((place) => design[place]!);
  const { leftOut: values, ...fit } = ridgeRegression(kept, y, 'kept');
  return { score: { fit, places, scale: scaleOf(values, everyRow(context.rows)) }, values };
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
