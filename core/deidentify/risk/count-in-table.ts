import { addClass, type ClassSizes, noClasses } from './class-sizes.ts';
import type { Codes } from './partition.ts';

/** Combinations of values that classes are counted in one table for, at most: a larger table is slower than going class by class. */
export const mostCells = 2 ** 23;

/** How many combinations columns can have, each missing value being one. */
export const combinations = (columns: readonly Codes[]): number =>
  columns.reduce((product, { values }) => product * (values + 1), 1);

/** Two columns as one: 0 where both are missing. */
export function combined(first: Int32Array, second: Codes): Int32Array {
  const width = second.values + 1;
  const own = second.codes;
  const codes = new Int32Array(first.length);
  for (let p = 0; p < codes.length; p++) codes[p] = first[p]! * width + own[p]!;
  return codes;
}

export interface CountedInTable {
  readonly sizes: ClassSizes;
  readonly withoutValue: number;
}

/**
 * Class sizes of a set of columns by one addition a pattern and one look at each cell; `unique` is given who is alone with one row.
 * `codes` are the combinations of all columns of the set but `last`. `table` is zero before and after.
 */
export function countInTable(
  codes: Int32Array,
  last: Codes | null,
  { weights, cells, table }: { readonly weights: Int32Array; readonly cells: number; readonly table: Int32Array },
  unique: (pattern: number) => void,
): CountedInTable {
  const width = last ? last.values + 1 : 1;
  const own = last?.codes ?? null;
  const size = codes.length;
  if (own) for (let p = 0; p < size; p++) table[codes[p]! * width + own[p]!]! += weights[p]!;
  else for (let p = 0; p < size; p++) table[codes[p]!]! += weights[p]!;
  const withoutValue = table[0]!;
  table[0] = 0;
  const sizes = noClasses();
  for (let cell = 1; cell < cells; cell++) if (table[cell] !== 0) addClass(sizes, table[cell]!);
  if (sizes.small[1]! > 0) {
    if (own) {
      for (let p = 0; p < size; p++) if (table[codes[p]! * width + own[p]!] === 1) unique(p);
    } else for (let p = 0; p < size; p++) if (table[codes[p]!] === 1) unique(p);
  }
  table.fill(0, 0, cells);
  return { sizes, withoutValue };
}
