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

/** A context's rows as the model reads them, with linear scores of this outcome beside their columns; without, if it is null. */
export function readContext(
  columns: readonly Float64Array[],
  rows: Int32Array,
  outcome: Outcome | null,
): { eyes: Eyes; cells: Cells } {
  const scales = columns.map((values) => scaleOf(values, rows));
  const plain = featurise(columns, scales, rows);
  const made = outcome ? scored(outcome).map((y) => linearScore(plain, y)) : [];
  const scores = made.map(({ score }) => score);
  const own = made.map(({ values }) => values);
  return { eyes: { scales, scores }, cells: withScores(plain, scores, own) };
}

/** Other rows of the same columns, read as the context decided. */
export function readRows({ scales, scores }: Eyes, columns: readonly Float64Array[], rows: Int32Array): Cells {
  return withScores(featurise(columns, scales, rows), scores);
}

/** What is scored: a number, the rarer of two classes, or each class against the others. */
function scored({ values, classes }: Outcome): Float64Array[] {
  if (classes === 0) return [values];
  const counts = new Int32Array(classes);
  for (const code of values) counts[code]!++;
  const frequent = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  const chosen = classes <= 2 ? frequent.slice(1) : frequent.slice(0, mostScored);
  return chosen.map((one) => values.map((code) => Number(code === one)));
}

export const bytesOfEyes = ({ scales, scores }: Eyes): number =>
  [...scales, ...scores.map(({ scale }) => scale)].reduce((sum, { sorted }) => sum + sorted.byteLength, 0);
