import { randomOf, shuffle } from './random.ts';

/** Rows asked at once. Copies that a shuffle left as they were are asked once (`distinctRows`). */
const mostRows = 8192;

/** One shuffle of one feature's values. */
export interface Shuffle {
  /** Place among the columns. */
  readonly feature: number;
  readonly seed: number;
}

/** Answers of rows of some columns, as many numbers a row as there may be. */
export type Answer = (columns: readonly Float64Array[], rows: Int32Array) => Promise<Float64Array>;

/**
 * Answers of `rows` with the values of one feature shuffled among them, shuffle after shuffle: many shuffles are asked
 * together, since few large batches cost less than many small ones. `take` gets each shuffle's answers.
 */
export async function shuffledAnswers(
  columns: readonly Float64Array[],
  rows: Int32Array,
  shuffles: readonly Shuffle[],
  answer: Answer,
  take: (shuffle: number, answers: Float64Array) => void,
): Promise<void> {
  const size = Math.max(1, Math.floor(mostRows / rows.length) - 1);
  for (let from = 0; from < shuffles.length; from += size) {
    const part = shuffles.slice(from, from + size);
    const blocks = part.map(({ feature, seed }) => ({ feature, rows: shuffle(rows.slice(), randomOf(seed)) }));
    // The rows themselves come along: a copy equal to its row is then asked with it.
    const lengthened = columns.map((values, feature) => {
      const sources = [rows, ...blocks.map((block) => (block.feature === feature ? block.rows : rows))];
      return Float64Array.from(sources.flatMap((source) => Array.from(source, (row) => values[row]!)));
    });
    const all = Int32Array.from({ length: (1 + part.length) * rows.length }, (_, row) => row);
    const answers = await answer(lengthened, all);
    const length = answers.length / (1 + part.length);
    part.forEach((_, i) => {
      take(from + i, answers.subarray((i + 1) * length, (i + 2) * length));
    });
  }
}
