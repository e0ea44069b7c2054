import type { Policy } from './policy.ts';

/**
 * Smallest count: counts of 1 to `threshold` - 1 persons or events are not published.
 *
 * Source: CMS cell size suppression policy (no cell of 1 to 10; ResDAC, "CMS Cell Size Suppression Policy", 2020).
 * The default also satisfies ACRO (10) and OpenSAFELY (more than 7). Zeros are published under CMS, withheld under ACRO.
 */
export function isSmall(n: number, policy: Policy): boolean {
  if (n === 0) return policy.zeros === 'withhold';
  return n < policy.threshold;
}
