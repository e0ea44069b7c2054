import { Failure } from '../../contract/failure.ts';
import { attack } from './attack.ts';
import { type CountSystem, relationsByNode, type SumRelation } from './count-system.ts';
import type { Interval } from './interval.ts';
import type { Policy } from './policy.ts';
import { type Published, publish } from './publish.ts';
import { isSmall } from './small-count.ts';

/** Why each count is withheld (null: it is not), what is printed, and what a reader can bound each by. */
export interface Protection {
  readonly status: readonly ('primary' | 'secondary' | null)[];
  readonly published: readonly Published[];
  readonly bounds: readonly Interval[];
}

/**
 * Withholds every small count, then as many others as it takes: a small count must not be bounded from below by itself
 * nor from above by less than the threshold, and is never the only one withheld in a sum. Each round attacks what would
 * be published and, in a relation of each count that is exposed, withholds the smallest other count that is not zero, or
 * at last the total.
 * `also` are counts that some other rule withholds already.
 *
 * Source: secondary suppression with its attacker, Fischetti & Salazar (2001); "smallest other" as in tau-Argus' and
 * sdcTable's hypercube heuristics. Least loss is not sought here.
 *
 * @throws Failure `disclosure` where nothing more can be withheld and a count is still exposed.
 */
export function protect(system: CountSystem, policy: Policy, also: ReadonlySet<number> = new Set()): Protection {
  const primary = system.nodes.map((node) => node.role !== 'hidden' && isSmall(node.value, policy));
  const withheld = system.nodes.map((node, index) => node.role === 'hidden' || primary[index]! || also.has(index));
  for (;;) {
    const published = publish(system, withheld, policy);
    const bounds = attack(
      system,
      published.map((p) => p.reading),
    );
    const alone = aloneInASum(system, withheld);
    const exposed = [...withheld.keys()].filter(
      (index) =>
        isSmall(system.nodes[index]!.value, policy) && (alone.has(index) || isBounded(system, index, bounds, policy)),
    );
    const more = choose(system, exposed, withheld);
    if (more.size === 0) return { status: statuses(primary, withheld), published, bounds };
    for (const index of more) withheld[index] = true;
  }
}

const statuses = (primary: readonly boolean[], withheld: readonly boolean[]): Protection['status'] =>
  withheld.map((is, index) => (primary[index] ? 'primary' : is ? 'secondary' : null));

/** Withheld counts that are the only one withheld in a printed sum: a subtraction tells them, or nearly. */
function aloneInASum(system: CountSystem, withheld: readonly boolean[]): Set<number> {
  const printed = system.relations.map(({ parts, total }) => [...parts, total]);
  const sums = printed.filter((sum) => sum.every((index) => system.nodes[index]!.role === 'cell'));
  return new Set(
    sums.flatMap((sum) => {
      const gone = sum.filter((index) => withheld[index]);
      return gone.length === 1 ? gone : [];
    }),
  );
}

/** Whether a reader knows more of a withheld small count than the rule allows. */
function isBounded(system: CountSystem, index: number, bounds: readonly Interval[], policy: Policy): boolean {
  const { value } = system.nodes[index]!;
  const { lo, hi } = bounds[index]!;
  return lo > Math.max(0, value - 1) || hi < policy.threshold;
}

/** One more count to withhold for each exposed one, at most one a relation and round. */
function choose(system: CountSystem, exposed: readonly number[], withheld: readonly boolean[]): Set<number> {
  const chosen = new Set<number>();
  const touched = new Set<SumRelation>();
  for (const index of exposed) {
    const { relation, pick } = nearest(system, index, withheld);
    if (touched.has(relation)) continue;
    touched.add(relation);
    chosen.add(pick);
  }
  return chosen;
}

/** The relation closest to `start` that still has a count to withhold, and that count. */
function nearest(system: CountSystem, start: number, withheld: readonly boolean[]) {
  const uses = relationsByNode(system);
  const reached = new Set([start]);
  for (const index of reached) {
    for (const at of uses[index]!) {
      const relation = system.relations[at]!;
      const pick = smallestShown(system, relation, withheld);
      if (pick !== null) return { relation, pick };
      for (const other of [...relation.parts, relation.total]) reached.add(other);
    }
  }
  throw new Failure(
    'disclosure',
    'A small count would stay exposed whatever else is withheld, so nothing was published. ' +
      'Use coarser groups, or leave this result out.',
  );
}

function smallestShown(system: CountSystem, relation: SumRelation, withheld: readonly boolean[]): number | null {
  const may = (index: number): boolean =>
    !withheld[index] && system.nodes[index]!.role === 'cell' && system.nodes[index]!.value > 0;
  const value = (index: number): number => system.nodes[index]!.value;
  const parts = relation.parts.filter(may);
  if (parts.length > 0) return parts.reduce((best, part) => (value(part) < value(best) ? part : best));
  return may(relation.total) ? relation.total : null;
}
