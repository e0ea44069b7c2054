import { type ColumnScale, featurise, scaleOf } from './featurise.ts';
import { type LinearScore, linearScore, withScores } from './linear-score.ts';
import type { Cells } from './session.ts';

/** How rows become what the model reads, as the context decides it. */
export interface Eyes {
  readonly scales: readonly ColumnScale[];
  readonly scores: readonly LinearScore[];
}

/** The outcome of a context's rows: numbers, or codes from 0 to `classes` - 1. */
export interface Outcome {
  readonly values: Float64Array;
  /** 0 for a number. */
  readonly classes: number;
}

/** Most classes that have a linear score of their own, the most frequent first. */
const mostScored = 10;

export interface ReadContext {
  readonly eyes: Eyes;
  readonly cells: Cells;
  /** The class of each linear score; none for a number. */
  readonly scored: readonly number[];
}

/** A context's rows as the model reads them, with linear scores of this outcome beside their columns; without, if it is null. */
export function readContext(columns: readonly Float64Array[], rows: Int32Array, outcome: Outcome | null): ReadContext {
  const scales = columns.map((values) => scaleOf(values, rows));
  const plain = featurise(columns, scales, rows);
  const scored = outcome ? scoredClasses(outcome) : [];
  const made = outcome ? scoredOutcomes(outcome, scored).map((y) => linearScore(plain, y)) : [];
  const scores = made.map(({ score }) => score);
  const own = made.map(({ values }) => values);
  return { eyes: { scales, scores }, cells: withScores(plain, scores, own), scored };
}

/** Other rows of the same columns, read as the context decided. */
export function readRows({ scales, scores }: Eyes, columns: readonly Float64Array[], rows: Int32Array): Cells {
  return withScores(featurise(columns, scales, rows), scores);
}

/** The rarer of two classes, or each class, the most frequent first; none of a number. */
function scoredClasses({ values, classes }: Outcome): number[] {
  const counts = new Int32Array(classes);
  if (classes > 0) for (const code of values) counts[code]!++;
  const frequent = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  return classes <= 2 ? frequent.slice(1) : frequent.slice(0, mostScored);
}

/** What is scored: a number, or each of these classes against the others. */
function scoredOutcomes({ values, classes }: Outcome, scored: readonly number[]): Float64Array[] {
  return classes === 0 ? [values] : scored.map((one) => values.map((code) => Number(code === one)));
}

export const bytesOfEyes = ({ scales, scores }: Eyes): number =>
  [...scales, ...scores.map(({ scale }) => scale)].reduce((sum, { sorted }) => sum + sorted.byteLength, 0);
