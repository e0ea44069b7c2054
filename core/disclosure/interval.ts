/** What somebody who reads a release can say of a count: at least `lo`, at most `hi` (maybe infinite). */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** Counts are never negative; nothing else is known. */
export const unknown: Interval = { lo: 0, hi: Number.POSITIVE_INFINITY };
