import { fit } from './fit.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import type { Attribute, WordIndex } from './word-index.ts';

export interface Filters {
  readonly domain?: string | undefined;
  readonly vocabulary?: string | undefined;
  readonly standardOnly: boolean;
  readonly usedOnly: boolean;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** How many places there are, and those of the page, the best first. */
export interface Best {
  readonly total: number;
  readonly places: readonly number[];
}

/** What filters leave: ranges of places (from, and up to), and of these the ones with all numbers. */
export interface Allowed {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly numbers: readonly { readonly at: Uint16Array; readonly number: number }[];
}

/** “Standard only” and “used only” are ranges of places, as the index is ordered; domain and vocabulary a number at each. */
export function allowedBy({ ranges }: VocabularyIndex, index: WordIndex, filters: Filters): Allowed {
  const { standard, usedStandard, usedOther } = ranges;
  const inStandard = [0, filters.usedOnly ? usedStandard : standard] as const;
  const inOther = [standard, filters.usedOnly ? standard + usedOther : index.size] as const;
  const numbered = ({ names, at }: Attribute, name: string | undefined) =>
    name === undefined ? [] : [{ at, number: names.indexOf(name) }];
  return {
    ranges: filters.standardOnly ? [inStandard] : [inStandard, inOther],
    numbers: [...numbered(index.domains, filters.domain), ...numbered(index.vocabularies, filters.vocabulary)],
  };
}

const has = ({ numbers }: Allowed, place: number) => numbers.every(({ at, number }) => at[place] === number);

/** Better fits first, and of equal ones the lower place. */
export function bestFits(fits: Uint8Array, allowed: Allowed, { offset, limit }: Page): Best {
  const most = offset + limit;
  const byFit: number[][] = Array.from({ length: fit.code + 1 }, () => []);
  const isFree = allowed.numbers.length === 0;
  let total = 0;
  for (const [from, to] of allowed.ranges)
    for (let place = from; place < to; place++) {
      const here = fits[place]!;
      if (here === 0 || !(isFree || has(allowed, place))) continue;
      total++;
      const list = byFit[here]!;
      if (list.length < most) list.push(place);
    }
  return { total, places: byFit.reverse().flat().slice(offset, most) };
}

/** What the data have most records of, then the rest by place; what no concept was found for comes last. */
export function mostRecorded(index: WordIndex, allowed: Allowed, { offset, limit }: Page): Best {
  const places: number[] = [];
  const most = offset + limit;
  for (const place of inOrder(index, allowed)) {
    if (places.length === most) break;
    places.push(place);
  }
  return { total: countOf(allowed), places: places.slice(offset) };
}

function* inOrder({ size, recorded, nothing }: WordIndex, allowed: Allowed): Generator<number> {
  const passes = (place: number) =>
    allowed.ranges.some(([from, to]) => place >= from && place < to) && has(allowed, place);
  for (const place of recorded) if (passes(place)) yield place;
  const isDone = new Uint8Array(size);
  for (const place of recorded) isDone[place] = 1;
  if (nothing >= 0) isDone[nothing] = 1;
  for (const [from, to] of allowed.ranges)
    for (let place = from; place < to; place++) if (isDone[place] === 0 && has(allowed, place)) yield place;
  if (nothing >= 0 && passes(nothing)) yield nothing;
}

function countOf(allowed: Allowed): number {
  let total = 0;
  for (const [from, to] of allowed.ranges) {
    if (allowed.numbers.length === 0) total += to - from;
    else for (let place = from; place < to; place++) if (has(allowed, place)) total++;
  }
  return total;
}
