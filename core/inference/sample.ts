import { derivedSeed, randomOf, shuffle } from './random.ts';

/**
 * At most `size` of the rows, each stratum by its share (a rare one keeps at least two rows), drawn without
 * replacement, in their old order. `stratum` gives the stratum of a row. Returns `rows` itself where it fits.
 */
export function stratifiedSample(
  rows: Int32Array,
  stratum: (row: number) => number,
  size: number,
  seed: number,
): Int32Array {
  if (rows.length <= size) return rows;
  const strata = grouped(rows, stratum);
  const ordered = [...strata.entries()].sort(([, a], [, b]) => a.length - b.length);
  const drawn: number[] = [];
  let left = size;
  let leftRows = rows.length;
  for (const [key, members] of ordered) {
    const share = Math.round((members.length / leftRows) * left);
    const quota = Math.min(members.length, left, Math.max(2, share));
    const shuffled = shuffle(Int32Array.from(members), randomOf(derivedSeed(seed, key)));
    drawn.push(...shuffled.subarray(0, quota));
    left -= quota;
    leftRows -= members.length;
  }
  return Int32Array.from(drawn).sort();
}

function grouped(rows: Int32Array, stratum: (row: number) => number): Map<number, number[]> {
  const strata = new Map<number, number[]>();
  for (const row of rows) {
    const key = stratum(row);
    const members = strata.get(key);
    if (members) members.push(row);
    else strata.set(key, [row]);
  }
  return strata;
}

/** Strata of a target: its class, or for a number its tenth among `rows`. */
export function strataOf(target: Float64Array, rows: Int32Array, isNumber: boolean): (row: number) => number {
  if (!isNumber) return (row) => target[row]!;
  const sorted = Float64Array.from(rows, (row) => target[row]!).sort();
  const cuts = Array.from({ length: 9 }, (_, i) => sorted[Math.floor((sorted.length * (i + 1)) / 10)]!);
  return (row) => cuts.filter((cut) => target[row]! >= cut).length;
}
