/** Mid-ranks, 1 … n: equal values share the mean of their ranks. */
export function midRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const ranks = new Float64Array(sorted.length);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    ranks[start] = (start + end + 1) / 2;
    start = end;
  }
  return values.map((value) => ranks[countUpTo(sorted, value, false)]!);
}

/** How many of the sorted values are below `value` (or equal, with `orEqual`), by bisection. */
export function countUpTo(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const v = sorted[middle]!;
    if (v < value || (orEqual && v === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function mean(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The value at `level` of sorted values, linear between neighbours (type 7 of Hyndman and Fan, 1996). */
export function quantileOfSorted(sorted: Float64Array, level: number): number {
  const at = (sorted.length - 1) * level;
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}
