import { addDifference, type Growing } from './implied-sums.ts';
import type { Overlap } from './overlap.ts';
import type { Who } from './who.ts';

/** Whether all whom `inner` counts are counted by `outer` too, by their descriptions alone. */
export function isInside(inner: Who, outer: Who, overlaps: readonly Overlap[]): boolean {
  return (
    inner.unit === outer.unit &&
    isGroupInside(inner.group, outer.group, overlaps) &&
    outer.where.every(({ variable, levels }) => {
      const own = inner.where.find((one) => one.variable === variable);
      return own?.levels.every((level) => levels.includes(level)) ?? false;
    })
  );
}

const isGroupInside = (inner: string, outer: string, overlaps: readonly Overlap[]): boolean =>
  inner === outer ||
  overlaps.some(({ compared }) => {
    const [own, all] = [compared.get(inner), compared.get(outer)];
    return own !== undefined && all !== undefined && [...own].every((part) => all.has(part));
  });

/**
 * Adds the rest between any two counts of which one holds the other and the difference is under `near`: whoever reads both
 * has that rest, over whatever other counts the two may be tied.
 */
export function addSmallRests(system: Growing, overlaps: readonly Overlap[], near: number): void {
  const counts = [...system.nodes.entries()].flatMap(([node, { value, role, who }]) =>
    role === 'cell' && who ? [{ node, value, who }] : [],
  );
  counts.sort((a, b) => a.value - b.value);
  for (const [at, inner] of counts.entries()) {
    for (let next = at + 1; next < counts.length && counts[next]!.value - inner.value < near; next++) {
      const outer = counts[next]!;
      if (outer.value > inner.value && isInside(inner.who, outer.who, overlaps))
        addDifference(system, inner.node, outer.node);
    }
  }
}
