/**
 * Earth mover's distance between a class and the table over a sensitive column with ordered values, the distance of two
 * neighbouring values being 1/(m - 1) (Li, Li and Venkatasubramanian 2007, section 5.2.1): the mean absolute difference of the
 * cumulative distributions. `table[v]` counts the table's rows with value `v` (1 … m; 0, missing, counts nowhere).
 */
export function orderedDistance(
  table: Int32Array,
): (values: Int32Array, counts: Int32Array, distinct: number) => number {
  const m = table.length - 1;
  const total = table.subarray(1).reduce((sum, n) => sum + n, 0);
  const share = new Float64Array(m + 1);
  const area = new Float64Array(m + 1);
  for (let v = 1; v <= m; v++) {
    share[v] = share[v - 1]! + table[v]! / total;
    area[v] = area[v - 1]! + share[v]!;
  }

  /** Σ |level - share[v]| over from ≤ v < to: `share` grows, so that it crosses `level` once. */
  function between(level: number, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (share[middle]! <= level) low = middle + 1;
      else high = middle;
    }
    const under = level * (low - from) - (area[low - 1]! - area[from - 1]!);
    const over = area[to - 1]! - area[low - 1]! - level * (to - low);
    return under + over;
  }

  return (values, counts, distinct) => {
    const present = values
      .subarray(0, distinct)
      .filter((value) => value > 0)
      .sort();
    if (m < 2 || present.length === 0) return 0;
    let rows = 0;
    for (const value of present) rows += counts[value]!;
    let distance = 0;
    let cumulative = 0;
    let at = 1;
    for (const value of present) {
      if (value > at) distance += between(cumulative / rows, at, value);
      at = value;
      cumulative += counts[value]!;
    }
    return (distance + between(1, at, m)) / (m - 1);
  };
}

/** Earth mover's distance where all values are equally far apart: half the sum of absolute differences (section 5.2.2). */
export function equalDistance(table: Int32Array): (values: Int32Array, counts: Int32Array, distinct: number) => number {
  const total = table.reduce((sum, n) => sum + n, 0);
  return (values, counts, distinct) => {
    let rows = 0;
    for (let i = 0; i < distinct; i++) rows += counts[values[i]!]!;
    let distance = 0;
    for (let i = 0; i < distinct; i++) {
      const more = counts[values[i]!]! / rows - table[values[i]!]! / total;
      if (more > 0) distance += more;
    }
    return distance;
  };
}
