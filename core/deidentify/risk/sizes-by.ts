import { addClass, type ClassSizes, copySizes, noClasses } from './class-sizes.ts';
import { type Codes, type Partition, refine, wholePartition } from './partition.ts';

/** Classes over some columns, to which others may be added. Who stands alone is only counted. */
export interface Begun {
  readonly columns: readonly Codes[];
  readonly partition: Partition;
  readonly sizes: ClassSizes;
  /** Who stands alone without any value so far; -1 for none. */
  readonly bare: number;
}

export const begin = (size: number): Begun => ({
  columns: [],
  partition: wholePartition(size),
  sizes: noClasses(),
  bare: -1,
});

const lacksAll = (columns: readonly Codes[], p: number): boolean => columns.every(({ codes }) => codes[p] === 0);

/** The classes that one more column makes. */
export function withColumn(begun: Begun, column: Codes, weights: Int32Array): Begun {
  const columns = [...begun.columns, column];
  const sizes = copySizes(begun.sizes);
  let bare = -1;
  const alone = (p: number) => {
    if (column.codes[p] === 0 && lacksAll(columns, p)) bare = p;
    else addClass(sizes, weights[p]!);
  };
  if (begun.bare >= 0) alone(begun.bare);
  const partition = refine(begun.partition, column, alone);
  return { columns, partition, sizes, bare };
}

/** Sizes of all classes, in rows; without rows that lack every value. */
export function sizesOf({ columns, partition: { members, starts }, sizes }: Begun, weights: Int32Array): ClassSizes {
  const all = copySizes(sizes);
  for (let c = 0; c + 1 < starts.length; c++) {
    let rows = 0;
    for (let i = starts[c]!; i < starts[c + 1]!; i++) rows += weights[members[i]!]!;
    const isBare = columns.length > 0 && rows > 0 && lacksAll(columns, members[starts[c]!]!);
    if (rows > 0 && !isBare) addClass(all, rows);
  }
  return all;
}

/** Columns with most values go first: they leave least to do. */
export const byValues = (columns: readonly Codes[]): number[] =>
  columns.map((_, c) => c).sort((a, b) => columns[b]!.values - columns[a]!.values);

/** Sizes of the classes that patterns make over other columns. */
export function sizesBy(weights: Int32Array, columns: readonly Codes[]): ClassSizes {
  const order = byValues(columns).map((c) => columns[c]!);
  const made = order.reduce((begun, column) => withColumn(begun, column, weights), begin(weights.length));
  return sizesOf(made, weights);
}
