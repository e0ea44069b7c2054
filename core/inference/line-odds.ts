import { logisticRegression } from '../stats/logistic-regression.ts';
import type { Cells } from './session.ts';

/** What a linear score says by itself: the log-odds of its class are `intercept + slope` times the score as it is read. */
export interface LineOdds {
  readonly code: number;
  readonly intercept: number;
  readonly slope: number;
}

/**
 * How much of a class's log-probability the scores alone have; the model, which reads them too, has the rest. On 192
 * simulated tables that was best between 0.15 and 0.25 (`models/training/evaluate.py`).
 */
export const lineShare = 0.2;

/** Keeps the slope finite where a score separates the classes. */
const penalty = 0.1;

/**
 * Logistic regression of each scored class on its score, whose column stands last in the cells and is, in a context, of
 * fits without the row's tenth.
 *
 * @param codes of the context's rows. @param scored the class of each score.
 * @returns nothing where a class has no score of its own, unless the other one of two has.
 */
export function lineOdds(context: Cells, codes: Float64Array, classes: number, scored: readonly number[]): LineOdds[] {
  if (scored.length < (classes === 2 ? 1 : classes)) return [];
  return scored.map((code, place) => {
    const column = scoreColumn(context, scored.length, place);
    const { coefficients } = logisticRegression({
      columns: [column],
      y: codes.map((one) => Number(one === code)),
      ridge: penalty,
    });
    return { code, intercept: coefficients[0]!, slope: coefficients[1]! };
  });
}

/** Log-probabilities `[rows, classes]` by the scores alone. */
export function lineScores(odds: readonly LineOdds[], cells: Cells, classes: number): Float64Array {
  const out = new Float64Array(cells.rows * classes);
  odds.forEach(({ code, intercept, slope }, place) => {
    const column = scoreColumn(cells, odds.length, place);
    for (let r = 0; r < cells.rows; r++) {
      const logOdds = intercept + slope * column[r]!;
      out[r * classes + code] = -softplus(-logOdds);
      if (odds.length === 1) out[r * classes + 1 - code] = -softplus(logOdds);
    }
  });
  if (odds.length > 1) for (let r = 0; r < cells.rows; r++) normalise(out.subarray(r * classes, (r + 1) * classes));
  return out;
}

/** The z-score of one of the scores, which stand after the table's own columns. */
function scoreColumn({ data, rows, features }: Cells, scores: number, place: number): Float64Array {
  const at = features - scores + place;
  return Float64Array.from({ length: rows }, (_, r) => data[(r * features + at) * 4]!);
}

const softplus = (x: number): number => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

/** Classes asked for one by one, made to add up to one. */
function normalise(logs: Float64Array): void {
  const top = Math.max(...logs);
  const sum = Math.log(logs.reduce((total, value) => total + Math.exp(value - top), 0));
  for (let i = 0; i < logs.length; i++) logs[i]! -= top + sum;
}
