import type { Amounts } from './cell-rows.ts';
import type { Policy } from './policy.ts';

/** How many of the largest values of a cell the rules look at. */
export const largestNeeded = 10;

/**
 * NK: the `largest` persons make up more than `percent` of the sum, so that each of them can bound the others closely.
 *
 * Source: ACRO (2, 90 %); tau-Argus, (n, k)-dominance.
 */
export function isDominated({ sum, largest }: Amounts, { nk }: Policy): boolean {
  if (nk === null || sum <= 0) return false;
  const top = largest.slice(0, nk.largest).reduce((all, value) => all + value, 0);
  return top / sum > nk.percent / 100;
}

/**
 * p%: all but the two largest make up less than `pPercent` of the largest, so that the second can bound it that closely.
 * Where there are not two persons, or nothing but zeros, it is exposed as well.
 *
 * Source: ACRO (10 %); tau-Argus, p%-rule.
 */
export function isWithinPercent({ sum, largest, given }: Amounts, { pPercent }: Policy): boolean {
  if (pPercent === null || given === 0) return false;
  if (given < 2 || sum <= 0) return true;
  return (sum - largest[0]! - largest[1]!) / largest[0]! < pPercent / 100;
}

/** The amounts of several cells together. */
export function together(cells: readonly Amounts[]): Amounts {
  const add = (of: (one: Amounts) => number): number => cells.reduce((all, one) => all + of(one), 0);
  return {
    sum: add(({ sum }) => sum),
    given: add(({ given }) => given),
    negative: add(({ negative }) => negative),
    largest: cells
      .flatMap(({ largest }) => largest)
      .sort((a, b) => b - a)
      .slice(0, largestNeeded),
  };
}
