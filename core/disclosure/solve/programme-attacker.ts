import type { LinearModel, LinearRow, LinearSolver } from './linear-solver.ts';
import { type Attacker, type Cut, cutOf, shortOf, type Target, type Task } from './task.ts';

const leastShort = 1e-4;
const noWeight = 1e-7;

/**
 * The attacker of any system of sums, by a linear programme for each target and direction; the reduced costs of its
 * solution name the counts of which more must be withheld. `close` frees the solver's memory.
 *
 * Source: Fischetti & Salazar (2001), the attacker's subproblem and its dual.
 */
export function programmeAttacker(task: Task, solver: LinearSolver): Attacker & { close(): void } {
  const free = [...task.choice.keys()].filter((node) => task.choice[node] !== 'shown');
  const column = new Map(free.map((node, at) => [node, at]));
  const none = free.map(() => 0);
  const model = solver.open({ cost: none, lo: none, hi: none }, rowsOf(task, column));
  return {
    close: () => model.close(),
    cuts: (withheld) => {
      const isWhole = free.every((node) => withheld[node] === 0 || withheld[node] === 1);
      return task.targets
        .filter(({ node }) => task.system.relations.some(({ parts, total }) => total === node || parts.includes(node)))
        .flatMap((target) => [
          ...cutsOf({ task, model, free, column, withheld, isWhole }, target, 'up'),
          ...cutsOf({ task, model, free, column, withheld, isWhole }, target, 'down'),
        ]);
    },
  };
}

/** The sums, over how far each count that is not always shown moves. */
function rowsOf({ system }: Task, column: ReadonlyMap<number, number>): LinearRow[] {
  return system.relations.map(({ parts, total }) => {
    const weights = new Map<number, number>();
    const add = (node: number, weight: number): void => {
      const at = column.get(node);
      if (at !== undefined) weights.set(at, (weights.get(at) ?? 0) + weight);
    };
    for (const part of parts) add(part, 1);
    add(total, -1);
    return { columns: [...weights.keys()], weights: [...weights.values()], lo: 0, hi: 0 };
  });
}

interface Run {
  readonly task: Task;
  readonly model: LinearModel;
  readonly free: readonly number[];
  readonly column: ReadonlyMap<number, number>;
  readonly withheld: ArrayLike<number>;
  readonly isWhole: boolean;
}

function cutsOf(run: Run, target: Target, direction: 'up' | 'down'): Cut[] {
  const { task, model, free, column, withheld } = run;
  const need = target[direction];
  if (need === 0) return [];
  const own = column.get(target.node)!;
  setBounds(run, target, direction);
  model.price(own, direction === 'up' ? -1 : 1);
  const answer = model.solve('any');
  model.price(own, 0);
  if (answer.kind !== 'optimal') return [{ nodes: [], weights: [] }];
  if (Math.abs(answer.values[own]!) >= need - leastShort) return [];
  const parts = free.flatMap((node, at): [number, number][] => {
    const reduced = answer.reduced[at]!;
    if (node === target.node || Math.abs(reduced) < noWeight) return [];
    const value = task.system.nodes[node]!.value;
    return [[node, reduced < 0 ? need : Math.min(need, reduced * value)]];
  });
  const cut = cutOf(task, need, parts);
  return cut !== null && shortOf(cut, withheld) > leastShort ? [cut] : [];
}

/** In whole numbers a withheld count may rise without end; in fractions by its share of what the target needs. */
function setBounds(
  { task, model, free, withheld, isWhole }: Run,
  { node: own, ...need }: Target,
  direction: 'up' | 'down',
) {
  for (const [at, node] of free.entries()) {
    const value = task.system.nodes[node]!.value;
    const up = isWhole ? (withheld[node] === 1 ? Number.POSITIVE_INFINITY : 0) : withheld[node]! * need[direction];
    if (node !== own) model.bound(at, -value * withheld[node]!, up);
    else model.bound(at, direction === 'up' ? 0 : -need.down, direction === 'up' ? need.up : 0);
  }
}
