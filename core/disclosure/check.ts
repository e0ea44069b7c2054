import type { CheckedRelease, Release } from '../../contract/release.ts';
import { checkTogether } from './check-together.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import type { Source } from './who.ts';

/** A result that stands alone: its groups are told apart by their names. */
const ownSource: Source = { name: '', groupKey: (name) => `name ${name}`, groups: [] };

/**
 * Applies the rules of `policy` to everything one result would publish, as `checkTogether` does for several. What comes back
 * is all that may leave the study: tables and curves with small counts withheld and the rest rounded, a list of what was
 * changed and why that names no value, and whether anything of substance is left (`summary.refused` when not: the export
 * turns it away).
 *
 * @throws Failure `disclosure` where a relation does not hold, or nothing could make a table safe.
 * @example checkRelease({ tables: [ageBySex], curves: [] }).summary.refused
 */
export function checkRelease(
  release: Release,
  policy: Policy = defaultPolicy,
  solver: LinearSolver | null = null,
): CheckedRelease {
  return checkTogether([{ title: '', release, source: ownSource }], { policy, solver }).checked[0]!;
}
