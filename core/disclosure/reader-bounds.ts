import { attack } from './attack.ts';
import type { CountSystem } from './count-system.ts';
import type { Interval } from './interval.ts';
import type { Published } from './publish.ts';
import { moveOf, roomsOf } from './solve/flow.ts';
import type { LinearSolver } from './solve/linear-solver.ts';
import { networkOf } from './solve/network.ts';

/** Most open counts of a system that is no network for which each bound is had by a linear programme. */
const mostCounts = 1000;

/**
 * What a reader who sees only what is printed, and knows how it was rounded, can bound each count by: exactly, by flows
 * or linear programmes; one sum at a time, which bounds less closely, where the system is too large or there is no solver.
 *
 * Source: the attacker of Fischetti & Salazar (2001), with the reader's interval in place of every printed count.
 */
export function readerBounds(
  system: CountSystem,
  published: readonly Published[],
  solver: LinearSolver | null,
): Interval[] {
  const readings = published.map(({ reading }) => reading);
  const network = networkOf(system, (node) => readings[node]!.hi > readings[node]!.lo);
  if (network === null)
    return solver === null || readings.filter(({ lo, hi }) => lo < hi).length > mostCounts
      ? attack(system, readings)
      : byProgrammes(system, readings, solver);
  const up = readings.map(({ hi }, node) => hi - system.nodes[node]!.value);
  const down = readings.map(({ lo }, node) => system.nodes[node]!.value - lo);
  const rooms = roomsOf(network, up, down);
  const reach = (node: number, way: 'up' | 'down', most: number): number =>
    network.from[node] === -1 ? most : Math.min(most, moveOf(rooms, node, way, most).sent);
  return published.map(({ value: printed, reading }, node) => {
    if (printed !== null) return reading;
    const { value } = system.nodes[node]!;
    return { lo: value - reach(node, 'down', down[node]!), hi: value + reach(node, 'up', up[node]!) };
  });
}

function byProgrammes(
  { nodes, relations }: CountSystem,
  readings: readonly Interval[],
  solver: LinearSolver,
): Interval[] {
  const rows = relations.map(({ parts, total }) => ({
    columns: [...parts, total],
    weights: [...parts.map(() => 1), -1],
    lo: 0,
    hi: 0,
  }));
  const [lo, hi] = [readings.map((one) => one.lo), readings.map((one) => one.hi)];
  const model = solver.open({ cost: nodes.map(() => 0), lo, hi }, rows);
  const end = (node: number, way: 1 | -1): number => {
    model.price(node, way);
    const answer = model.solve('any');
    model.price(node, 0);
    if (answer.kind === 'optimal') return Math.round(answer.values[node]! * 1e6) / 1e6;
    return way === 1 ? lo[node]! : hi[node]!;
  };
  try {
    return readings.map((reading, node) =>
      reading.lo === reading.hi ? reading : { lo: end(node, 1), hi: end(node, -1) },
    );
  } finally {
    model.close();
  }
}
