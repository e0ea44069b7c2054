import type { Interval } from './interval.ts';
import type { Policy } from './policy.ts';

/**
 * Rounding: a count that may be shown is published as the nearest multiple of `rounding` (halves up), but never as
 * one below the threshold, so that 11 and 12 become 15 and no reader meets a "10" where 1-10 are not published.
 *
 * Source: OpenSAFELY output checking (unrounded counts are its most frequent rejection; base 5 after suppression).
 */
export function roundCount(n: number, policy: Policy): number {
  const base = policy.rounding;
  if (base === 0 || n === 0) return n;
  const nearest = base * Math.floor((n + base / 2) / base);
  return Math.max(nearest, smallestPublished(policy));
}

/** The counts that are published as `value`: what a reader who knows the rule learns from it. */
export function countsBehind(value: number, policy: Policy): Interval {
  const base = policy.rounding;
  if (base === 0 || value === 0) return { lo: value, hi: value };
  const lo = value === smallestPublished(policy) ? policy.threshold : value - Math.floor(base / 2);
  return { lo, hi: Math.max(lo, value + Math.ceil(base / 2) - 1) };
}

const smallestPublished = (policy: Policy): number => policy.rounding * Math.ceil(policy.threshold / policy.rounding);
