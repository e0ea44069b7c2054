import { moveOf, type Rooms, roomsOf } from './flow.ts';
import type { Network } from './network.ts';
import { type Attacker, type Cut, cutOf, shortOf, type Target, type Task } from './task.ts';

const leastShort = 1e-4;

/** A cut of no more counts than this is taken as mended for the targets that follow: theirs would mostly be the same. */
const fewNodes = 100;
const mostCuts = 400;

/**
 * The attacker of a system that is a network: how far a count can move is a largest flow, and a smallest cut names the
 * counts of which more must be withheld. For each target several cuts are sought, one behind the other; once with every cut
 * taken as mended for the targets that follow, so that cuts differ, and once with small cuts alone.
 *
 * Source: Fischetti & Salazar (1999, 2001): the separation of capacity constraints.
 */
export function flowAttacker(task: Task, network: Network): Attacker {
  return {
    cuts: (withheld) => {
      const apart = cutsOfAll(task, network, withheld, Number.POSITIVE_INFINITY);
      return apart.length === 0 ? [] : [...apart, ...cutsOfAll(task, network, withheld, fewNodes)];
    },
  };
}

function cutsOfAll(task: Task, network: Network, withheld: ArrayLike<number>, mendUpTo: number): Cut[] {
  const found: Cut[] = [];
  let mended: Float64Array = Float64Array.from(withheld);
  let rooms = new Map<number, Rooms>();
  for (const target of task.targets) {
    for (const direction of ['up', 'down'] as const) {
      if (found.length >= mostCuts) return found;
      const cuts = cutsBehind(task, network, { target, direction, withheld, mended, rooms });
      found.push(...cuts);
      const few = cuts.filter(({ nodes }) => nodes.length <= mendUpTo);
      if (few.length === 0) continue;
      mended = withOnes(mended, few);
      rooms = new Map();
    }
  }
  return found;
}

interface Aim {
  readonly target: Target;
  readonly direction: 'up' | 'down';
  readonly withheld: ArrayLike<number>;
  readonly mended: Float64Array;
  readonly rooms: Map<number, Rooms>;
}

/** The cuts that one target finds broken, each sought as if those before it were mended. */
function cutsBehind(task: Task, network: Network, { target, direction, withheld, mended, rooms }: Aim): Cut[] {
  const need = target[direction];
  if (need === 0 || network.from[target.node] === -1) return [];
  const cuts: Cut[] = [];
  for (let now = mended, known = rooms; ; known = new Map()) {
    const at = known.get(need) ?? roomsWith(task, network, now, need);
    known.set(need, at);
    const { sent, near, far } = moveOf(at, target.node, direction, need);
    if (sent >= need - leastShort) return cuts;
    const broken = [far, near]
      .map((side) => cutOf(task, need, crossing(task, network, target.node, side, need)))
      .filter((cut) => cut !== null)
      .filter((cut) => shortOf(cut, withheld) > leastShort);
    cuts.push(...broken);
    if (broken.length === 0 || broken.some(({ nodes }) => nodes.length === 0)) return cuts;
    now = withOnes(now, broken);
  }
}

function withOnes(withheld: Float64Array, cuts: readonly Cut[]): Float64Array {
  const all = withheld.slice();
  for (const { nodes } of cuts) for (const node of nodes) all[node] = 1;
  return all;
}

/** A flow of `need` through one count takes no other by more than `need`. */
function roomsWith(task: Task, network: Network, withheld: ArrayLike<number>, need: number): Rooms {
  const { nodes } = task.system;
  const up = Float64Array.from(nodes, (_, node) => withheld[node]! * need);
  const down = Float64Array.from(nodes, ({ value }, node) => withheld[node]! * Math.min(need, value));
  return roomsOf(network, up, down);
}

/** Counts that lead out of one side of a cut, and how much each could carry if it were withheld. */
function crossing(
  { system }: Task,
  { from, to }: Network,
  target: number,
  side: Uint8Array,
  need: number,
): [number, number][] {
  const parts: [number, number][] = [];
  for (let node = 0; node < from.length; node++) {
    if (from[node]! < 0 || node === target || side[from[node]!] === side[to[node]!]) continue;
    parts.push([node, side[from[node]!] === 1 ? need : Math.min(need, system.nodes[node]!.value)]);
  }
  return parts;
}
