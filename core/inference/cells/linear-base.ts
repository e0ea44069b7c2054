import { type RidgeFit, ridgePredict, ridgeRegression } from '../../stats/ridge-regression.ts';
import type { ModelColumn } from '../table.ts';
import { type ColumnView, viewOf } from './column-view.ts';
import { toScore } from './normal-scores.ts';

/**
 * What ridge regression on normal scores expects of a number. The model is asked for what it leaves: relations that are
 * nearly straight lines, such as between two measures of one size, are told by a line more sharply than by any bar, and
 * the model tells what the line does not. The expectation is no feature: that of a row without itself tells the row.
 */
export interface LinearBase {
  readonly fit: RidgeFit;
  readonly views: readonly ColumnView[];
}

/** Of a class with more levels only so many become indicators. */
const mostIndicators = 10;

/** Fits the line at `rows`; `columns` tell how cells are read, `completed` holds them without gaps. */
export function linearBase(
  columns: readonly ModelColumn[],
  completed: readonly Float64Array[],
  rows: Int32Array,
  scores: Float64Array,
): LinearBase {
  const views = columns.map((column) => viewOf(column, rows)).filter((view) => view !== null);
  return { fit: ridgeRegression(covariates(views, completed, rows), scores), views };
}

/** Normal scores that the line expects of rows of the same columns, without gaps where that can be. */
export const expectedScores = (
  { fit, views }: LinearBase,
  completed: readonly Float64Array[],
  rows: Int32Array,
): Float64Array => ridgePredict(fit, covariates(views, completed, rows), rows.length);

/** A number by its score, a class by its indicators; 0, the score of the median, where a cell is missing. */
function covariates(
  views: readonly ColumnView[],
  completed: readonly Float64Array[],
  rows: Int32Array,
): Float64Array[] {
  return views.flatMap((view, i) => {
    const values = completed[i]!;
    const at = (score: (value: number) => number) => {
      const out = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const value = values[rows[i]!]!;
        if (Number.isFinite(value)) out[i] = score(value);
      }
      return out;
    };
    if (view.kind === 'number') return [at((value) => toScore(view.scores, value))];
    return Array.from(view.levels.subarray(1, mostIndicators), (level, k) => {
      const share = view.shares[k + 1]!;
      return at((value) => (value === level ? 1 - share : -share));
    });
  });
}
