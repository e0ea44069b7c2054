import type { Contributions } from '../../contract/release.ts';
import { largestNeeded, sharesOf } from '../disclosure/dominance.ts';

/** What values are made up of, in shares, of those that count; values of one person add up, whoever has several rows or repeats. */
export function contributionsOf(
  values: ArrayLike<number>,
  persons: ArrayLike<number>,
  counts: (at: number) => boolean = () => true,
): Contributions {
  const sums = new Map<number, { size: number; isNegative: boolean }>();
  for (let at = 0; at < values.length; at++) {
    if (!counts(at)) continue;
    const own = sums.get(persons[at]!) ?? { size: 0, isNegative: false };
    own.size += Math.abs(values[at]!);
    own.isNegative ||= values[at]! < 0;
    sums.set(persons[at]!, own);
  }
  const sizes = Float64Array.from(sums.values(), ({ size }) => size).sort();
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const largest = [...sizes.subarray(Math.max(0, sizes.length - largestNeeded))].reverse();
  return {
    ...sharesOf({ size, largest }),
    negative: [...sums.values()].filter(({ isNegative }) => isNegative).length,
  };
}
