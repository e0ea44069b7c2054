import type { Amounts } from './cell-rows.ts';
import type { Policy } from './policy.ts';

/** How many of the largest values of a cell the rules look at. */
export const largestNeeded = 10;

/** What the rules of dominance look at: of `given` values the sum of their sizes, and the largest in falling order. */
export type Contributions = Pick<Amounts, 'size' | 'given' | 'largest'>;

/**
 * NK: the `largest` persons make up `percent` of the sum or more, so that each of them can bound the others closely.
 *
 * Source: ACRO (2, 90 %); tau-Argus, (n, k)-dominance.
 */
export function isDominated({ size, largest }: Contributions, { nk }: Pick<Policy, 'nk'>): boolean {
  if (nk === null || size <= 0) return false;
  const top = largest.slice(0, nk.largest).reduce((all, value) => all + value, 0);
  return top / size >= nk.percent / 100;
}

/**
 * p%: all but the two largest make up less than `pPercent` of the largest, so that the second can bound it that closely.
 * Where there are not two persons, or nothing but zeros, it is exposed as well.
 *
 * Source: ACRO (10 %); tau-Argus, p%-rule.
 */
export function isWithinPercent(
  { size, largest, given }: Contributions,
  { pPercent }: Pick<Policy, 'pPercent'>,
): boolean {
  if (pPercent === null || given === 0) return false;
  if (given < 2 || size <= 0) return true;
  return (size - largest[0]! - largest[1]!) / largest[0]! < pPercent / 100;
}

/**
 * Contributions by their shares of the whole, each rounded up to a hundredth: both rules ask for no more, and err on the safe
 * side. A result then keeps no value of a person.
 */
export function sharesOf({ size, largest }: Omit<Contributions, 'given'>): { size: number; largest: number[] } {
  if (!(size > 0)) return { size: 0, largest: [] };
  return { size: 1, largest: largest.map((value) => Math.min(1, Math.ceil((100 * value) / size - 1e-9) / 100)) };
}

/** The amounts of several cells together. */
export function together(cells: readonly Amounts[]): Amounts {
  const add = (of: (one: Amounts) => number): number => cells.reduce((all, one) => all + of(one), 0);
  return {
    sum: add(({ sum }) => sum),
    size: add(({ size }) => size),
    given: add(({ given }) => given),
    negative: add(({ negative }) => negative),
    largest: cells
      .flatMap(({ largest }) => largest)
      .sort((a, b) => b - a)
      .slice(0, largestNeeded),
  };
}
