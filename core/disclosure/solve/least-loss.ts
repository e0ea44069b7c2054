import type { LinearModel, LinearRow, LinearSolver } from './linear-solver.ts';
import { costOf, pruned, repaired, togetherCuts } from './repair.ts';
import type { Attacker, Cut, Task } from './task.ts';

/**
 * How long to look for the least loss. Without `seconds` the same task gives the same answer on any machine, which a
 * release that is checked again needs.
 */
export interface LossLimits {
  readonly seconds?: number;
  /** Most rounds of cuts, in fractions and in whole numbers each. */
  readonly rounds: number;
  /** Most nodes of each search in whole numbers. */
  readonly nodes: number;
}

/** What is withheld, at what cost; nothing safe costs less than `bound`, and `proved` says that the two agree. */
export interface Suppression {
  readonly withheld: readonly boolean[];
  readonly cost: number;
  readonly bound: number;
  readonly proved: boolean;
}

/**
 * The suppression of least cost that leaves no target exposed: a master programme chooses what to withhold, the attacker
 * answers with cuts that it breaks, first on solutions in fractions, then on whole ones, until the attack finds nothing.
 * Null where no suppression is safe. `begun` gives a suppression to begin with, such as a rule of thumb's, where the
 * solution in fractions is not the answer already. Whatever comes back was attacked and held, proved least or not.
 *
 * Source: Fischetti & Salazar, "Solving the cell suppression problem on tabular data with linear constraints",
 * Management Science 47 (2001).
 */
export function leastLoss(
  task: Task,
  attacker: Attacker,
  solver: LinearSolver,
  limits: LossLimits,
  begun?: () => readonly boolean[],
): Suppression | null {
  if (attacker.cuts(task.choice.map((choice) => (choice === 'shown' ? 0 : 1))).length > 0) return null;
  const started = performance.now();
  const left = (): number | undefined =>
    limits.seconds === undefined ? undefined : limits.seconds - (performance.now() - started) / 1000;
  const isOver = (): boolean => (left() ?? 1) <= 0;
  const master = openMaster(task, solver);
  try {
    const relaxed = cutInFractions(attacker, master, limits, left);
    const least = Math.ceil(relaxed.objective - 1e-6);
    const from = (start: ArrayLike<number>): Float64Array[] => {
      const safe = repaired(task, attacker, start, relaxed.values);
      return safe === null ? [] : [safe];
    };
    const first = from(relaxed.values.map(Math.round));
    const isLeast = first.some((one) => costOf(task, one) <= least);
    const safe = isLeast || begun === undefined ? first : [...first, ...from(Float64Array.from(begun(), Number))];
    if (safe.length === 0) return null;
    const lighter = isLeast
      ? safe
      : safe.map((one) => pruned(task, attacker, one, master.pool, { tries: 100, isOver }));
    const best = { withheld: lighter.reduce((a, b) => (costOf(task, b) < costOf(task, a) ? b : a)) };
    const bound = chooseWhole(task, attacker, master, { best, relaxed, limits, left, isOver });
    const cost = costOf(task, best.withheld);
    const withheld = Array.from(best.withheld, (one) => one === 1);
    return { withheld, cost, bound: Math.min(bound, cost), proved: bound > cost - 1 + 1e-6 };
  } finally {
    master.model.close();
  }
}

/** The master programme: a column for each count to be chosen, a row for each cut. */
interface Master {
  readonly model: LinearModel;
  /** Counts of the columns. */
  readonly nodes: readonly number[];
  readonly pool: Cut[];
  add(cuts: readonly Cut[]): number;
  /** A solution by column as one by count. */
  spread(values: ArrayLike<number>): Float64Array;
}

function openMaster(task: Task, solver: LinearSolver): Master {
  const nodes = [...task.choice.keys()].filter((node) => task.choice[node] === 'open');
  const column = new Map(nodes.map((node, at) => [node, at]));
  const rowOf = ({ nodes: own, weights }: Cut): LinearRow => ({
    columns: own.map((node) => column.get(node)!),
    weights,
    lo: 1,
    hi: Number.POSITIVE_INFINITY,
  });
  const pool: Cut[] = togetherCuts(task);
  const known = new Set<string>();
  const model = solver.open(
    { cost: nodes.map((node) => task.cost[node]!), lo: nodes.map(() => 0), hi: nodes.map(() => 1) },
    pool.map(rowOf),
  );
  return {
    model,
    nodes,
    pool,
    add: (cuts) => {
      const fresh = cuts.filter((cut) => {
        const key = `${cut.nodes.join()};${cut.weights.map((weight) => weight.toFixed(6)).join()}`;
        return !known.has(key) && known.add(key);
      });
      model.add(fresh.map(rowOf));
      pool.push(...fresh);
      return fresh.length;
    },
    spread: (values) => {
      const all = Float64Array.from(task.choice, (choice) => (choice === 'gone' ? 1 : 0));
      for (const [at, node] of nodes.entries()) all[node] = Math.min(1, Math.max(0, values[at]!));
      return all;
    },
  };
}

interface Relaxed {
  readonly values: Float64Array;
  readonly reduced: Float64Array;
  readonly objective: number;
}

/** Cuts in fractions until none is broken, or they no longer raise the bound. */
function cutInFractions(
  attacker: Attacker,
  master: Master,
  limits: LossLimits,
  left: () => number | undefined,
): Relaxed {
  let relaxed: Relaxed = {
    values: master.spread(new Float64Array(master.nodes.length)),
    reduced: new Float64Array(master.nodes.length),
    objective: 0,
  };
  for (let round = 0, stalled = 0; round < limits.rounds && stalled < 12; round++) {
    if ((left() ?? 1) <= 0) break;
    if (master.add(attacker.cuts(relaxed.values)) === 0) break;
    const answer = master.model.solve('any', { seconds: left() });
    if (answer.kind !== 'optimal') break;
    stalled = answer.objective < relaxed.objective * (1 + 1e-4) ? stalled + 1 : 0;
    const { objective, reduced } = answer;
    relaxed = { values: master.spread(answer.values), reduced, objective };
  }
  return relaxed;
}

interface WholeSearch {
  readonly best: { withheld: Float64Array };
  readonly relaxed: Relaxed;
  readonly limits: LossLimits;
  readonly left: () => number | undefined;
  readonly isOver: () => boolean;
}

/** Searches in whole numbers, cutting off what the attack breaks; betters `best`, and gives the bound that was proved. */
function chooseWhole(
  task: Task,
  attacker: Attacker,
  master: Master,
  { best, relaxed, limits, left, isOver }: WholeSearch,
): number {
  let bound = Math.ceil(relaxed.objective - 1e-6);
  for (let round = 0; round < limits.rounds; round++) {
    const cost = costOf(task, best.withheld);
    const seconds = left();
    if (bound > cost - 1 + 1e-6 || isOver()) break;
    fixByReducedCost(task, master, relaxed, cost);
    const start = master.nodes.map((node) => best.withheld[node]!);
    const answer = master.model.solve('whole', { seconds, nodes: limits.nodes, start });
    if (answer.kind === 'infeasible') return cost;
    if (answer.kind === 'unbounded') break;
    bound = Math.max(bound, Math.ceil(answer.kind === 'optimal' ? answer.objective - 0.99 : answer.bound - 1e-6));
    if (answer.values === null) break;
    const values = master.spread(answer.values).map(Math.round);
    const cuts = attacker.cuts(values);
    if (cuts.length === 0 && answer.kind === 'limit') break;
    master.add(cuts);
    const candidate = cuts.length === 0 ? values : repaired(task, attacker, values, relaxed.values);
    if (candidate === null) break;
    const lighter =
      cuts.length === 0 ? candidate : pruned(task, attacker, candidate, master.pool, { tries: 100, isOver });
    if (costOf(task, lighter) < cost) best.withheld = lighter;
    if (cuts.length === 0) return costOf(task, values);
  }
  return bound;
}

/** A count whose withholding alone would cost more than the best known stays shown; it can be no part of a better one. */
function fixByReducedCost(task: Task, master: Master, { reduced, objective }: Relaxed, cost: number): void {
  for (const [at, node] of master.nodes.entries())
    if (objective + reduced[at]! > cost - 1 + 1e-6 && task.cost[node]! > 0) master.model.bound(at, 0, 0);
}
