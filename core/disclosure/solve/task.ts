import type { CountSystem } from '../count-system.ts';

/** How far a withheld count must be able to move, by all that a reader knows: this much up, this much down. */
export interface Target {
  readonly node: number;
  readonly up: number;
  readonly down: number;
}

/**
 * A suppression to be chosen. `choice` of each count: always withheld (`gone`), always known (`shown`), or to be chosen
 * at its `cost` (`open`). `together` are sets of counts of which one at least must be withheld.
 */
export interface Task {
  readonly system: CountSystem;
  readonly choice: readonly ('gone' | 'shown' | 'open')[];
  readonly cost: readonly number[];
  readonly targets: readonly Target[];
  readonly together: readonly (readonly number[])[];
}

/** What every safe suppression satisfies: `sum of weights[k] * x[nodes[k]]` is at least 1, x of a withheld count being 1. */
export interface Cut {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/** Finds what a suppression, maybe one in fractions, leaves exposed. No cut at all: nothing is. */
export interface Attacker {
  cuts(withheld: ArrayLike<number>): Cut[];
}

const small = 1e-9;

/**
 * What `capacity` of the other counts must give to let a target move by `need`, as a cut: what is withheld anyway is taken
 * off, and no count is worth more than all that is left. Null where what is withheld anyway is enough.
 */
export function cutOf(
  task: Task,
  need: number,
  parts: readonly (readonly [node: number, capacity: number])[],
): Cut | null {
  let left = need;
  for (const [node, capacity] of parts) if (task.choice[node] === 'gone') left -= capacity;
  if (left <= small) return null;
  const open = parts.filter(([node, capacity]) => task.choice[node] === 'open' && capacity > small);
  return {
    nodes: open.map(([node]) => node),
    weights: open.map(([, capacity]) => Math.min(1, capacity / left)),
  };
}

/** By how much `withheld` falls short of a cut; not above 0 where it does not. */
export function shortOf({ nodes, weights }: Cut, withheld: ArrayLike<number>): number {
  let sum = 0;
  for (const [k, node] of nodes.entries()) sum += weights[k]! * withheld[node]!;
  return 1 - sum;
}
