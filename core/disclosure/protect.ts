import { Failure } from '../../contract/failure.ts';
import { attack } from './attack.ts';
import { type CountSystem, relationsByNode } from './count-system.ts';
import { once } from './once.ts';
import type { Policy } from './policy.ts';
import { type Published, publish } from './publish.ts';
import { exactly, isShort, ruleOfThumb, unprotectable } from './rule-of-thumb.ts';
import { attackerOf } from './solve/attacker.ts';
import { componentsOf } from './solve/components.ts';
import { type LossLimits, leastLoss } from './solve/least-loss.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import { costOf, repaired } from './solve/repair.ts';
import type { Attacker, Target, Task } from './solve/task.ts';
import { type Beside, isPrimary, suppressionTask } from './suppression-task.ts';

/** Why each count is withheld (null: it is not), what is printed, and what that costs (see `Choice`). */
export interface Protection extends Omit<Choice, 'withheld'> {
  readonly status: readonly ('primary' | 'secondary' | null)[];
  readonly published: readonly Published[];
}

/** With what, and how long, to look for the least loss. */
export interface Means extends Partial<Beside> {
  readonly solver?: LinearSolver | null;
  readonly limits?: LossLimits;
  /** Names of counts that have left before and are exposed already (`exposedAlready`). */
  readonly lost?: ReadonlySet<string>;
}

/** Limits that no clock is part of: a release that is checked again must come out the same on any machine. */
const sameAgain: LossLimits = { rounds: 40, nodes: 2000 };

/**
 * Withholds every small count, then as many others as it takes: a small count must not be bounded from below by itself
 * nor from above by less than the threshold, not even by somebody who knows every printed count exactly. Rounding comes
 * on top and is not relied on. With a solver the counts withheld are those of least loss, unless the limits end the search
 * before that is proved. Without one, or where the system is too large for it, a rule of thumb chooses. What was chosen
 * is attacked again at the end.
 *
 * Source: secondary suppression with its attacker, Fischetti & Salazar (2001).
 *
 * @throws Failure `disclosure` where nothing more can be withheld and a count is still exposed.
 */
export function protect(
  system: CountSystem,
  policy: Policy,
  { also = new Set(), zeros = false, lost = new Set(), solver = null, limits = sameAgain }: Means = {},
): Protection {
  const task = withoutLost(suppressionTask(system, policy, { also, zeros }), lost);
  const begun = once(() => begin(task, policy, solver));
  const whole = limits === sameAgain ? withHubsShown(task, begun()) : task;
  const { withheld, ...found } = leastWithheld(whole, solver, limits, begun);
  verify(task, policy, withheld);
  const status = withheld.map((is, node) => (isPrimary(system, node, policy) ? 'primary' : is ? 'secondary' : null));
  return { status, published: publish(system, withheld, policy), ...found };
}

/**
 * Names of small counts that are exposed by what has left before, by itself: a release made before releases were held
 * against each other, or under other rules. Nothing can be done for them any more.
 *
 * @param past what has left, and nothing else.
 */
export function exposedAlready(past: CountSystem, policy: Policy, solver: LinearSolver | null): Set<string> {
  const task = suppressionTask(past, policy, { also: new Set(), zeros: false });
  const everything = task.choice.map((one) => (one === 'shown' ? 0 : 1));
  const isLost = (targets: readonly Target[]): boolean => {
    const attacker = attackerOf({ ...task, targets }, solver);
    if (attacker === null) return false;
    const lost = attacker.cuts(everything).length > 0;
    attacker.close?.();
    return lost;
  };
  if (!isLost(task.targets)) return new Set();
  const lost = task.targets.filter((target) => isLost([target]));
  return new Set(lost.flatMap(({ node }) => past.nodes[node]!.name ?? []));
}

/** A task without what is exposed already. */
function withoutLost(task: Task, lost: ReadonlySet<string>): Task {
  const isLost = ({ node }: Target): boolean => {
    const { past, name } = task.system.nodes[node]!;
    return past !== undefined && name !== undefined && lost.has(name);
  };
  return lost.size === 0 ? task : { ...task, targets: task.targets.filter((target) => !isLost(target)) };
}

/** The rule of thumb's choice. Where it finds none, a solver may: then it begins with what is withheld anyway. */
function begin(task: Task, policy: Policy, solver: LinearSolver | null): boolean[] {
  try {
    return ruleOfThumb(task, policy);
  } catch (error) {
    if (solver === null || !(error instanceof Failure) || error.code !== 'disclosure') throw error;
    return task.choice.map((one) => one === 'gone');
  }
}

/** What is withheld beside the small counts costs `cost`, and cannot cost less than `bound`, where that is known. */
export interface Choice {
  readonly withheld: readonly boolean[];
  readonly cost: number;
  readonly bound: number | null;
  readonly proved: boolean;
  /** Counts in parts of the task for which it was not proved. */
  readonly unproved: ReadonlySet<number>;
}

/**
 * What a task withholds: at least loss with a solver, else what `begun` withholds and, where the attacker still finds
 * something, more. What no sum ties together is solved apart.
 *
 * @throws Failure `disclosure` where no choice is safe.
 */
export function leastWithheld(
  task: Task,
  solver: LinearSolver | null,
  limits: LossLimits,
  begun: () => readonly boolean[] = () => task.choice.map((one) => one === 'gone'),
): Choice {
  const withheld = task.choice.map((one) => one === 'gone');
  let [cost, bound] = [0, 0 as number | null];
  const unproved = new Set<number>();
  for (const { task: part, nodes } of componentsOf(task)) {
    const own = choosePart(part, solver, limits, () => nodes.map((node) => begun()[node]!));
    for (const [at, node] of nodes.entries()) if (own.withheld[at]) withheld[node] = true;
    cost += own.cost;
    bound = bound === null || own.bound === null ? null : bound + own.bound;
    if (!own.proved) for (const node of nodes) unproved.add(node);
  }
  return { withheld, cost, bound, proved: unproved.size === 0, unproved };
}

type PartChoice = Omit<Choice, 'unproved'>;

function choosePart(
  task: Task,
  solver: LinearSolver | null,
  limits: LossLimits,
  begun: () => readonly boolean[],
): PartChoice {
  const attacker = attackerOf(task, solver, attackLimits(limits));
  if (attacker === null) {
    const withheld = begun();
    return { withheld, cost: costOf(task, withheld.map(Number)), bound: null, proved: false };
  }
  try {
    if (solver === null) return mended(task, attacker, begun());
    const best = leastLoss(task, attacker, solver, limits, begun);
    if (best === null) throw unprotectable();
    return best;
  } finally {
    attacker.close?.();
  }
}

/** Some choice that holds may take longer to find than the search for the best is given. */
const attackLimits = ({ seconds }: LossLimits) =>
  seconds === undefined ? {} : { until: performance.now() + (3 * seconds + 10) * 1000 };

function mended(task: Task, attacker: Attacker, begun: readonly boolean[]): PartChoice {
  const safe = repaired(task, attacker, begun.map(Number));
  if (safe === null) throw unprotectable();
  return { withheld: Array.from(safe, (one) => one === 1), cost: costOf(task, safe), bound: null, proved: false };
}

/**
 * A task in which counts of three sums and more, such as the size of a group that every variable divides, stay shown where
 * the rule of thumb shows them: what remains falls into small parts.
 */
function withHubsShown(task: Task, begun: readonly boolean[]): Task {
  const uses = relationsByNode(task.system);
  const choice = task.choice.map((one, node) =>
    one === 'open' && !begun[node] && uses[node]!.length > 2 ? 'shown' : one,
  );
  return { ...task, choice };
}

/** A second look by an attacker of another make, which solves one sum at a time: nothing is published on one opinion. */
function verify({ system, targets }: Task, policy: Policy, withheld: readonly boolean[]): void {
  const bounds = attack(system, exactly(system, withheld));
  if (!targets.some(({ node }) => isShort(system.nodes[node]!.value, bounds[node]!, policy))) return;
  throw new Failure('internal', 'The suppression did not hold when it was attacked again, so nothing was published.');
}
