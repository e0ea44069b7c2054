import { type Codes, groupBy } from './partition.ts';

/** The combinations of values that occur, each once, with how many rows have it. */
export interface Patterns {
  readonly columns: readonly Codes[];
  readonly weights: Int32Array;
  readonly size: number;
}

/** Rows as patterns, and the pattern of each row. */
export function patternsOf(rows: number, columns: readonly Codes[]): Patterns & { readonly patternOf: Int32Array } {
  const { classOf, first } = groupBy(rows, columns);
  const weights = new Int32Array(first.length);
  for (let row = 0; row < rows; row++) weights[classOf[row]!]! += 1;
  return { columns: columns.map((column) => pick(column, first)), weights, size: first.length, patternOf: classOf };
}

/** Patterns over other columns, as after a generalisation: those that have become equal are put together. */
export function merge(weights: Int32Array, columns: readonly Codes[]): Patterns {
  const { classOf, first } = groupBy(weights.length, columns);
  const merged = new Int32Array(first.length);
  for (let p = 0; p < weights.length; p++) merged[classOf[p]!]! += weights[p]!;
  return { columns: columns.map((column) => pick(column, first)), weights: merged, size: first.length };
}

function pick({ codes, values }: Codes, members: Int32Array): Codes {
  const picked = new Int32Array(members.length);
  for (let i = 0; i < members.length; i++) picked[i] = codes[members[i]!]!;
  return { codes: picked, values };
}

/** Without the pattern that lacks every value: those rows are in no class. */
export function withoutBare(patterns: Patterns): Patterns {
  const { columns, weights, size } = patterns;
  const kept = new Int32Array(size);
  let n = 0;
  for (let p = 0; p < size; p++) if (columns.some(({ codes }) => codes[p] !== 0)) kept[n++] = p;
  if (n === size) return patterns;
  const members = kept.subarray(0, n);
  return { columns: columns.map((column) => pick(column, members)), weights: members.map((p) => weights[p]!), size: n };
}
