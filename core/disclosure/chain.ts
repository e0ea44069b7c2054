import type { Policy } from './policy.ts';

/**
 * Attrition: each count is of a subset of the persons before it, so a step that loses 1 to `threshold` - 1 persons is
 * a small cell. Says which positions of `counts` (in order, not increasing) are withheld so that those that stay differ
 * by nothing or by at least the threshold. Positions that are `wanted` stay before others, the most wanted first; then the
 * first and the last, since these two are what is asked for; the steps between give way. `gone` are positions that another
 * rule has withheld.
 *
 * Source: the cell-size rule applied to differences (ONS, "Disclosure control guidance", differencing).
 */
export function smallSteps(
  counts: readonly number[],
  gone: ReadonlySet<number>,
  policy: Policy,
  wanted: readonly number[] = [],
): Set<number> {
  const open = [...counts.keys()].filter((at) => !gone.has(at));
  const isSafe = (a: number | undefined, b: number | undefined): boolean => {
    if (a === undefined || b === undefined) return true;
    const lost = Math.abs(counts[a]! - counts[b]!);
    return lost === 0 || lost >= policy.threshold;
  };
  const ends = [open.at(0), open.at(-1)].filter((at) => at !== undefined);
  const kept = new Set<number>();
  for (const at of new Set([...wanted.filter((one) => open.includes(one)), ...ends, ...open])) {
    const before = open.findLast((one) => one < at && kept.has(one));
    const after = open.find((one) => one > at && kept.has(one));
    if (isSafe(before, at) && isSafe(at, after)) kept.add(at);
  }
  return new Set(open.filter((at) => !kept.has(at)));
}
