import type { Policy } from './policy.ts';

/**
 * Attrition: each count is of a subset of the persons before it, so a step that loses 1 to `threshold` - 1 persons is
 * a small cell. Says which positions of `counts` (in order, not increasing) are withheld so that those that stay differ
 * by nothing or by at least the threshold. The first stays, then the last if it can, since these two are what is
 * asked for; the steps between give way. `gone` are positions that another rule has withheld.
 *
 * Source: the cell-size rule applied to differences (ONS, "Disclosure control guidance", differencing).
 */
export function smallSteps(counts: readonly number[], gone: ReadonlySet<number>, policy: Policy): Set<number> {
  const open = [...counts.keys()].filter((at) => !gone.has(at));
  const first = open.at(0);
  const last = open.at(-1);
  if (first === undefined || last === undefined) return new Set();
  const isSafe = (a: number, b: number): boolean => {
    const lost = Math.abs(counts[a]! - counts[b]!);
    return lost === 0 || lost >= policy.threshold;
  };
  const end = isSafe(first, last) ? last : first;
  const kept = new Set([first, end]);
  let before = first;
  for (const at of open) {
    if (at >= end || !isSafe(before, at) || !isSafe(at, end)) continue;
    kept.add(at);
    before = at;
  }
  return new Set(open.filter((at) => !kept.has(at)));
}
