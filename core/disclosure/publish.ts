import { type CountNode, type CountSystem, relationsByNode, type SumRelation } from './count-system.ts';
import { type Interval, unknown } from './interval.ts';
import type { Policy } from './policy.ts';
import { countsBehind, roundCount } from './rounding.ts';

/** `value` is what is printed, null where nothing is; `reading` is what that print alone tells of the count. */
export interface Published {
  readonly value: number | null;
  readonly reading: Interval;
}

/**
 * What would be printed for each count under `withheld`. A total all of whose parts are printed is the sum of the
 * rounded parts, so that a reader's addition holds. Where a part is withheld, or the total has several sums (a group that
 * many variables divide) that would not agree, it is its own count rounded. What was printed before is printed again.
 */
export function publish(system: CountSystem, withheld: readonly boolean[], policy: Policy): Published[] {
  const uses = relationsByNode(system);
  const done = new Map<number, Published>();

  const shown = (index: number): boolean => system.nodes[index]!.role !== 'hidden' && !withheld[index];

  const sumOfParts = (relation: SumRelation): number =>
    relation.parts.reduce((sum, part) => sum + (printed(part).value ?? 0), 0);

  const derived = (index: number): number | null => {
    const sums = uses[index]!.map((at) => system.relations[at]!).filter((relation) => relation.total === index);
    if (sums.length === 0 || !sums.every((relation) => relation.parts.every(shown))) return null;
    const totals = new Set(sums.map(sumOfParts));
    return totals.size === 1 ? [...totals][0]! : null;
  };

  const printed = (index: number): Published => {
    const known = done.get(index);
    if (known !== undefined) return known;
    const node = system.nodes[index]!;
    const before = node.past?.printed ?? null;
    const result =
      before !== null && shown(index)
        ? again(before, policy)
        : shown(index)
          ? print(node, derived(index), policy)
          : { value: null, reading: unknown };
    done.set(index, result);
    return result;
  };

  return system.nodes.map((_, index) => printed(index));
}

const again = (value: number, policy: Policy): Published => ({ value, reading: countsBehind(value, policy) });

function print(node: CountNode, derived: number | null, policy: Policy): Published {
  const own = roundCount(node.value, policy);
  if (node.role === 'known' || derived === null || policy.rounding === 0 || node.value === 0)
    return { value: own, reading: countsBehind(own, policy) };
  return { value: derived, reading: { lo: policy.threshold, hi: Number.POSITIVE_INFINITY } };
}
