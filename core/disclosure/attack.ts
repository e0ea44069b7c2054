import { type CountSystem, relationsByNode, type SumRelation } from './count-system.ts';
import type { Interval } from './interval.ts';

interface Bounds {
  readonly lo: number[];
  readonly hi: number[];
}

/** A bound that moves by less, as a part of itself, has not moved: bounds of sums in fractions creep without end. */
const nearly = 1e-9;

/** How often a sum is looked at again, on average, before bounds that still creep are taken as they are. */
const mostVisits = 1000;

/**
 * What a reader can say of every count, from `readings` of the single cells and the sums between them: each relation is
 * solved exactly by interval arithmetic, and what one relation gives is carried into the others until nothing changes.
 * For one relation this is the linear programme's answer; for linked tables it is weaker than one.
 *
 * Source: the attacker of cell suppression, Fischetti & Salazar, "Solving the cell suppression problem" (2001).
 */
export function attack(system: CountSystem, readings: readonly Interval[]): Interval[] {
  const bounds: Bounds = { lo: readings.map((r) => r.lo), hi: readings.map((r) => r.hi) };
  const uses = relationsByNode(system);
  const waiting = new Set(system.relations.keys());
  let visits = mostVisits * system.relations.length;
  for (const at of waiting) {
    if (visits-- === 0) break;
    waiting.delete(at);
    for (const changed of narrow(system.relations[at]!, bounds)) {
      for (const relation of uses[changed]!) waiting.add(relation);
    }
  }
  return bounds.lo.map((lo, index) => ({ lo, hi: bounds.hi[index]! }));
}

const isMore = (a: number, b: number): boolean =>
  a > b && (!Number.isFinite(a - b) || a - b > nearly * Math.max(1, Math.abs(a)));

/** Tightens the bounds of one relation; gives the counts whose bounds changed. */
function narrow({ parts, total }: SumRelation, bounds: Bounds): number[] {
  const changed: number[] = [];
  const tighten = (index: number, lo: number, hi: number): void => {
    if (!isMore(lo, bounds.lo[index]!) && !isMore(bounds.hi[index]!, hi)) return;
    bounds.lo[index] = Math.max(bounds.lo[index]!, lo);
    bounds.hi[index] = Math.min(bounds.hi[index]!, hi);
    changed.push(index);
  };
  const low = parts.reduce((sum, part) => sum + bounds.lo[part]!, 0);
  const openParts = parts.filter((part) => bounds.hi[part] === Number.POSITIVE_INFINITY);
  const closedHigh = parts.reduce((sum, part) => sum + (Number.isFinite(bounds.hi[part]!) ? bounds.hi[part]! : 0), 0);
  tighten(total, low, openParts.length === 0 ? closedHigh : Number.POSITIVE_INFINITY);
  const before = parts.map((part) => ({ part, lo: bounds.lo[part]!, hi: bounds.hi[part]! }));
  for (const { part, lo, hi } of before) {
    const isOpen = hi === Number.POSITIVE_INFINITY;
    const othersOpen = openParts.length - (isOpen ? 1 : 0) > 0;
    const othersHigh = othersOpen ? Number.POSITIVE_INFINITY : closedHigh - (isOpen ? 0 : hi);
    tighten(part, bounds.lo[total]! - othersHigh, bounds.hi[total]! - (low - lo));
  }
  return changed;
}
