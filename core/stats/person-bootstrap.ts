import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';

/** Draws persons once; gives how often each row's person was drawn. */
export type PersonDraw = (random: () => number) => Float64Array;

/**
 * The bootstrap over persons: a person is drawn with all of their rows, with replacement, within strata of persons.
 * Method: Efron and Tibshirani 1993, An Introduction to the Bootstrap; clusters as units, Field and Welsh 2007, J R Stat
 * Soc B 69:369-390. Strata keep as many persons with the event in each draw as there are.
 *
 * @param persons any number a row, the same for rows of one person. @param isEvent 1 or 0 a row; a person with an event in
 * any row belongs to the stratum of events.
 */
export function personBootstrap(persons: ArrayLike<number>, isEvent: ArrayLike<number>): PersonDraw {
  const numbers = new Map<number, number>();
  const personOfRow = Int32Array.from({ length: persons.length }, (_, row) => {
    const found = numbers.get(persons[row]!) ?? numbers.size;
    numbers.set(persons[row]!, found);
    return found;
  });
  const hasEvent = new Uint8Array(numbers.size);
  personOfRow.forEach((person, row) => {
    if (isEvent[row] === 1) hasEvent[person] = 1;
  });
  const all = Int32Array.from({ length: numbers.size }, (_, person) => person);
  const strata = [1, 0].map((event) => all.filter((person) => hasEvent[person] === event));
  return (random) => {
    const times = new Float64Array(numbers.size);
    for (const stratum of strata)
      for (let i = 0; i < stratum.length; i++) times[stratum[Math.floor(random() * stratum.length)]!]! += 1;
    return Float64Array.from(personOfRow, (person) => times[person]!);
  };
}

/** Limits as quantiles of the replicates (the percentile interval); null where a tenth of them or more could not be had. */
export function percentileInterval(
  estimate: number | null,
  replicates: readonly (number | null)[],
  confidence = 0.95,
): { readonly estimate: number | null; readonly lower: number | null; readonly upper: number | null } {
  const known = Float64Array.from(replicates.filter((value) => value !== null)).sort();
  if (estimate === null || known.length < 0.9 * replicates.length || known.length === 0)
    return { estimate, lower: null, upper: null };
  const tail = (1 - confidence) / 2;
  const interval: Interval = { estimate, lower: quantile(known, tail)!, upper: quantile(known, 1 - tail)! };
  return interval;
}
