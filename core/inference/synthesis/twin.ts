import type { ModelColumn } from '../table.ts';

/** Another column that this one repeats in some rows, such as the last of a single measurement and its mean. */
export interface Twin {
  readonly place: number;
  readonly rows: Int32Array;
}

/** A tenth of the rows, and no fewer than this, must be equal. */
const share = 0.1;
const fewest = 20;

/** The column among `before` that most of `rows` repeat; undefined where few repeat any. */
export function twinOf(
  columns: readonly ModelColumn[],
  place: number,
  rows: Int32Array,
  before: readonly number[],
): Twin | undefined {
  const { values } = columns[place]!;
  let best: Twin | undefined;
  for (const other of before) {
    const theirs = columns[other]!.values;
    const equal = rows.filter((row) => values[row] === theirs[row]);
    if (equal.length >= Math.max(fewest, share * rows.length, 1 + (best?.rows.length ?? 0))) {
      best = { place: other, rows: equal };
    }
  }
  return best;
}
