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
  const uses = relationsByNode(system);
  for (;;) {
    const published = publish(system, withheld, policy);
    const readings = published.map((one) => one.reading);
    const bounds = attack(system, readings);
    const more = choose({ system, uses, withheld, bounds, policy });
    if (more.size === 0) return { status: statuses(primary, withheld), published, bounds };
    for (const index of more) withheld[index] = true;
  }
}

const statuses = (primary: readonly boolean[], withheld: readonly boolean[]): Protection['status'] =>
  withheld.map((is, index) => (primary[index] ? 'primary' : is ? 'secondary' : null));

/** Counts and relations of one round: what would be printed, and what a reader could make of it. */
interface Round {
  readonly system: CountSystem;
  readonly uses: readonly (readonly number[])[];
  readonly withheld: readonly boolean[];
  readonly bounds: readonly Interval[];
  readonly policy: Policy;
}

const isShort = (value: number, { lo, hi }: Interval, { threshold }: Policy): boolean =>
  lo > Math.max(0, value - 1) || hi < threshold;

/** Whether a count is the only one withheld in a printed sum: a subtraction tells it, or nearly. */
function isAlone({ system, withheld }: Round, index: number, { parts, total }: SumRelation): boolean {
  const sum = [...parts, total];
  const isPrinted = sum.every((one) => system.nodes[one]!.role === 'cell');
  return isPrinted && sum.every((one) => one === index || !withheld[one]);
}

/** Whether a reader knows more of a withheld small count than the rule allows. */
function isExposed(round: Round, index: number): boolean {
  const { value } = round.system.nodes[index]!;
  if (!round.withheld[index] || !isSmall(value, round.policy)) return false;
  if (isShort(value, round.bounds[index]!, round.policy)) return true;
  return round.uses[index]!.some((at) => isAlone(round, index, round.system.relations[at]!));
}

/** Whether this relation, by itself, exposes the count. */
function isExposedBy(round: Round, index: number, relation: SumRelation): boolean {
  if (isAlone(round, index, relation)) return true;
  const { bounds, system, policy } = round;
  const others = relation.parts.filter((part) => part !== index).map((part) => bounds[part]!);
  const low = others.reduce((sum, { lo }) => sum + lo, 0);
  const high = others.reduce((sum, { hi }) => sum + hi, 0);
  const total = bounds[relation.total]!;
  const told = relation.total === index ? { lo: low, hi: high } : { lo: total.lo - high, hi: total.hi - low };
  return isShort(system.nodes[index]!.value, told, policy);
}

/** One more count to withhold for each exposed one, at most one a relation and round. */
function choose(round: Round): Set<number> {
  const chosen = new Set<number>();
  const touched = new Set<number>();
  for (const index of round.withheld.keys()) {
    if (!isExposed(round, index)) continue;
    const { relation, pick } = nearest(round, index);
    if (touched.has(relation)) continue;
    touched.add(relation);
    chosen.add(pick);
  }
  return chosen;
}

interface Pick {
  readonly relation: number;
  readonly pick: number;
}

/** What to withhold next for an exposed count: from a relation that exposes it, else from the closest that can give. */
function nearest(round: Round, start: number): Pick {
  const { system, uses } = round;
  const telling = uses[start]!.filter((at) => isExposedBy(round, start, system.relations[at]!));
  const own = pickFrom(round, telling);
  if (own !== null) return own;
  const reached = new Set([start]);
  for (const index of reached) {
    const found = pickFrom(round, uses[index]!);
    if (found !== null) return found;
    for (const at of uses[index]!) {
      const { parts, total } = system.relations[at]!;
      for (const other of [...parts, total]) reached.add(other);
    }
  }
  throw new Failure(
    'disclosure',
    'A small count would stay exposed whatever else is withheld, so nothing was published. ' +
      'Use coarser groups, or leave this result out.',
  );
}

/** The smallest part that is still printed in any of the relations, or at last a total. */
function pickFrom({ system, withheld }: Round, relations: readonly number[]): Pick | null {
  const value = (index: number): number => system.nodes[index]!.value;
  const may = (index: number): boolean => !withheld[index] && system.nodes[index]!.role === 'cell' && value(index) > 0;
  const picksOf = (indexes: (relation: SumRelation) => readonly number[]): Pick[] =>
    relations.flatMap((at) =>
      indexes(system.relations[at]!)
        .filter(may)
        .map((pick) => ({ relation: at, pick })),
    );
  const parts = picksOf((relation) => relation.parts);
  const picks = parts.length > 0 ? parts : picksOf((relation) => [relation.total]);
  return picks.reduce<Pick | null>(
    (best, one) => (best === null || value(one.pick) < value(best.pick) ? one : best),
    null,
  );
}
