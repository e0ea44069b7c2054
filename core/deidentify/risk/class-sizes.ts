/** How many classes there are of each size: small sizes in a table, the few large ones in a map. */
export interface ClassSizes {
  readonly small: Int32Array;
  readonly large: Map<number, number>;
}

const tabled = 1024;

export const noClasses = (): ClassSizes => ({ small: new Int32Array(tabled), large: new Map() });

export const copySizes = ({ small, large }: ClassSizes): ClassSizes => ({
  small: small.slice(),
  large: new Map(large),
});

/** Adds `times` classes of `size` rows; a negative number takes them out. */
export function addClass({ small, large }: ClassSizes, size: number, times = 1): void {
  if (size < tabled) small[size]! += times;
  else large.set(size, (large.get(size) ?? 0) + times);
}

/** `[size, classes]` by size, without sizes that no class has. */
export function sizePairs({ small, large }: ClassSizes): [size: number, classes: number][] {
  const pairs: [number, number][] = [];
  small.forEach((classes, size) => {
    if (classes > 0) pairs.push([size, classes]);
  });
  const more = [...large].filter(([, classes]) => classes > 0).sort(([a], [b]) => a - b);
  return pairs.concat(more);
}
