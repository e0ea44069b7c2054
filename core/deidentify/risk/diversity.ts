import type { RiskDiversity } from '../../../contract/risk.ts';
import { equalDistance, orderedDistance } from './earth-mover.ts';
import type { Codes } from './partition.ts';

/** A sensitive column, its rows in the order of their patterns: those of pattern `p` from `starts[p]` to `starts[p + 1]`. */
export interface Sensitive extends Codes {
  readonly name: string;
  readonly distance: 'equal' | 'ordered';
  readonly starts: Int32Array;
}

/** Puts a column's rows into the order of their patterns. */
export function byPattern(
  { codes, values, name, distance }: Omit<Sensitive, 'starts'>,
  patternOf: Int32Array,
  weights: Int32Array,
): Sensitive {
  const starts = new Int32Array(weights.length + 1);
  for (let p = 0; p < weights.length; p++) starts[p + 1] = starts[p]! + weights[p]!;
  const next = starts.slice(0, -1);
  const ordered = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) ordered[next[patternOf[row]!]!++] = codes[row]!;
  return { codes: ordered, values, name, distance, starts };
}

/** The worst of the classes seen so far. */
export type Worst = Pick<RiskDiversity, 'distinctL' | 'entropyL' | 't' | 'classesOfOneValue' | 'rowsOfOneValue'>;

export const nothingSeen = (): Worst => ({
  distinctL: Number.POSITIVE_INFINITY,
  entropyL: Number.POSITIVE_INFINITY,
  t: 0,
  classesOfOneValue: 0,
  rowsOfOneValue: 0,
});

/** Gives `worst` updated by the class of these patterns. */
export type Meter = (worst: Worst, members: Int32Array, from: number, to: number) => Worst;

/**
 * Distinct and entropy l-diversity (Machanavajjhala et al. 2007; entropy as the number of equally frequent values, e^H)
 * and t-closeness of a class. A missing sensitive value is a value of its own, but has no place in an order.
 */
export function meterOf(sensitive: Sensitive): Meter {
  const { codes, values, starts } = sensitive;
  const table = new Int32Array(values + 1);
  for (const code of codes) table[code]! += 1;
  const distanceOf = sensitive.distance === 'ordered' ? orderedDistance(table) : equalDistance(table);
  const counts = new Int32Array(values + 1);
  const seen = new Int32Array(values + 1);
  return (worst, members, from, to) => {
    let distinct = 0;
    let rows = 0;
    for (let i = from; i < to; i++) {
      const end = starts[members[i]! + 1]!;
      for (let at = starts[members[i]!]!; at < end; at++) {
        const code = codes[at]!;
        if (counts[code]!++ === 0) seen[distinct++] = code;
        rows++;
      }
    }
    const t = distanceOf(seen, counts, distinct);
    const entropyL = Math.exp(entropyOf(seen, counts, distinct, rows));
    for (let s = 0; s < distinct; s++) counts[seen[s]!] = 0;
    const isOne = distinct === 1;
    return {
      distinctL: Math.min(worst.distinctL, distinct),
      entropyL: Math.min(worst.entropyL, entropyL),
      t: Math.max(worst.t, t),
      classesOfOneValue: worst.classesOfOneValue + (isOne ? 1 : 0),
      rowsOfOneValue: worst.rowsOfOneValue + (isOne ? rows : 0),
    };
  };
}

function entropyOf(seen: Int32Array, counts: Int32Array, distinct: number, rows: number): number {
  if (distinct === 1) return 0;
  let entropy = 0;
  for (let s = 0; s < distinct; s++) {
    const share = counts[seen[s]!]! / rows;
    entropy -= share * Math.log(share);
  }
  return entropy;
}
