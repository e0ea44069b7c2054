import { Failure } from '../../contract/failure.ts';
import { attack } from './attack.ts';
import { type CountSystem, relationsByNode, type SumRelation } from './count-system.ts';
import { type Interval, unknown } from './interval.ts';
import type { Policy } from './policy.ts';
import { isSmall } from './small-count.ts';
import type { Task } from './solve/task.ts';

/** A small count stays exposed whatever is withheld. */
export const unprotectable = (): Failure =>
  new Failure(
    'disclosure',
    'A small count would stay exposed whatever else is withheld, so nothing was published. ' +
      'Use coarser groups, or leave this result out.',
  );

/**
 * Withholds as many counts as it takes by rule of thumb, against a reader who works through the sums one at a time: each
 * round attacks what would be published and, in a relation that exposes a count, withholds the smallest other count that
 * is not zero, or at last the total.
 *
 * Source: "smallest other" as in tau-Argus' and sdcTable's hypercube heuristics.
 *
 * @throws Failure `disclosure` where nothing more can be withheld and a count is still exposed.
 */
export function ruleOfThumb({ system, choice }: Task, policy: Policy): boolean[] {
  const withheld = choice.map((one) => one === 'gone');
  const uses = relationsByNode(system);
  for (;;) {
    const bounds = attack(system, exactly(system, withheld));
    const more = choose({ system, choice, uses, withheld, bounds, policy });
    if (more.size === 0) return withheld;
    for (const index of more) withheld[index] = true;
  }
}

/** What a reader knows who is told every count that is not withheld, exactly. */
export const exactly = ({ nodes }: CountSystem, withheld: readonly boolean[]): Interval[] =>
  nodes.map(({ value }, index) => (withheld[index] ? unknown : { lo: value, hi: value }));

/** Counts and relations of one round: what would be printed, and what a reader could make of it. */
interface Round {
  readonly system: CountSystem;
  readonly choice: Task['choice'];
  readonly uses: readonly (readonly number[])[];
  readonly withheld: readonly boolean[];
  readonly bounds: readonly Interval[];
  readonly policy: Policy;
}

export const isShort = (value: number, { lo, hi }: Interval, { threshold }: Policy): boolean =>
  lo > Math.max(0, value - 1) || hi < threshold;

/** Whether a reader knows more of a withheld small count than the rule allows. */
function isExposed(round: Round, index: number): boolean {
  const { value } = round.system.nodes[index]!;
  if (!round.withheld[index] || !isSmall(value, round.policy)) return false;
  return isShort(value, round.bounds[index]!, round.policy);
}

/** Whether this relation, by itself, exposes the count. */
function isExposedBy(round: Round, index: number, relation: SumRelation): boolean {
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

/**
 * What to withhold next for an exposed count. First a partner for whatever is withheld alone in a sum, the count itself
 * or one that was withheld for it, since a subtraction gives that away; then more in a relation that exposes the count;
 * then whatever lies closest.
 */
function nearest(round: Round, start: number): Pick {
  const { system, uses, withheld } = round;
  const reached = new Set([start]);
  for (const index of reached) {
    const lone = uses[index]!.filter((at) => isAlone(round, index, at));
    const partner = pickFrom(round, lone);
    if (partner !== null) return partner;
    for (const member of uses[index]!.flatMap((at) => membersOf(system, at))) if (withheld[member]) reached.add(member);
  }
  const telling = uses[start]!.filter((at) => isExposedBy(round, start, system.relations[at]!));
  const own = pickFrom(round, telling);
  return own ?? closest(round, start);
}

function closest(round: Round, start: number): Pick {
  const { system, uses } = round;
  const reached = new Set([start]);
  for (const index of reached) {
    const found = pickFrom(round, uses[index]!);
    if (found !== null) return found;
    for (const member of uses[index]!.flatMap((at) => membersOf(system, at))) reached.add(member);
  }
  throw unprotectable();
}

const membersOf = ({ relations }: CountSystem, at: number): readonly number[] => [
  ...relations[at]!.parts,
  relations[at]!.total,
];

/** Whether a count is, or would be, the only one withheld in a printed sum. */
function isAlone({ system, withheld }: Round, index: number, at: number): boolean {
  return membersOf(system, at).every((one) => system.nodes[one]!.role === 'cell' && (one === index || !withheld[one]));
}

/** The best part that is still printed in any of the relations, or at last a total. */
function pickFrom(round: Round, relations: readonly number[]): Pick | null {
  const { nodes, relations: all } = round.system;
  const may = (index: number): boolean =>
    !round.withheld[index] && round.choice[index] === 'open' && nodes[index]!.value > 0;
  const picksOf = (indexes: (relation: SumRelation) => readonly number[]): Pick[] =>
    relations.flatMap((at) =>
      indexes(all[at]!)
        .filter(may)
        .map((pick) => ({ relation: at, pick })),
    );
  const parts = picksOf((relation) => relation.parts);
  const picks = parts.length > 0 ? parts : picksOf((relation) => [relation.total]);
  return picks.length === 0 ? null : picks.reduce((best, one) => (isBetter(round, one.pick, best.pick) ? one : best));
}

/** Better is what leaves fewer counts alone in their other sums, which would need partners in turn; then the smaller. */
function isBetter(round: Round, index: number, other: number): boolean {
  const lonely = (one: number): number => round.uses[one]!.filter((at) => isAlone(round, one, at)).length;
  const [mine, its] = [lonely(index), lonely(other)];
  return mine === its ? round.system.nodes[index]!.value < round.system.nodes[other]!.value : mine < its;
}
