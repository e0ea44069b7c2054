import { shuffle } from '../random.ts';

/** Neighbours that share the levels from 0 to 1 evenly among them. */
const block = 16;

/**
 * A level between 0 and 1 to draw each row at. Each is uniform by itself, but rows of which nearly the same is expected have
 * one level in each part of the range, so that what is drawn of rows alike is spread as their chances are (stratified
 * sampling: McKay, Beckman and Conover, 1979, Technometrics 21:239-245). Which row has which is drawn, else two columns in
 * which rows have the same order would depend on one another.
 *
 * @param keys what is expected of each row.
 */
export function evenLevels(keys: Float64Array, random: () => number): Float64Array {
  const order = Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b);
  const levels = new Float64Array(keys.length);
  for (let from = 0; from < order.length; from += block) {
    const rows = order.subarray(from, from + block);
    shuffle(Int32Array.from(rows), random).forEach((row, part) => {
      levels[row] = (part + random()) / rows.length;
    });
  }
  return levels;
}
