import { Failure } from '../../../contract/failure.ts';
import type { LinearModel, LinearRow, LinearSolver } from './linear-solver.ts';
import { type Attacker, type Cut, cutOf, shortOf, type Target, type Task } from './task.ts';

const leastShort = 1e-4;
const noWeight = 1e-7;

/** When (by `performance.now`) an attack must have ended. */
export interface AttackLimits {
  readonly until?: number;
}

/** One thing to be tried: whether a target can move this way as far as it must. */
interface Aim {
  readonly target: Target;
  readonly direction: 'up' | 'down';
  readonly need: number;
}

const mostCuts = 100;

/**
 * The attacker of any system of sums, by linear programmes; the reduced costs of a solution name the counts of which more
 * must be withheld. First all targets are moved at once: whichever comes as far as it must needs no programme of its own.
 * `close` frees the solver's memory.
 *
 * Source: Fischetti & Salazar (2001), the attacker's subproblem and its dual.
 */
export function programmeAttacker(
  task: Task,
  solver: LinearSolver,
  { until = Number.POSITIVE_INFINITY }: AttackLimits = {},
): Attacker & { close(): void } {
  const free = [...task.choice.keys()].filter((node) => task.choice[node] !== 'shown');
  const column = new Map(free.map((node, at) => [node, at]));
  const none = free.map(() => 0);
  const model = solver.open({ cost: none, lo: none, hi: none }, rowsOf(task, column));
  const aims = aimsOf(task);
  return {
    close: () => model.close(),
    cuts: (withheld) => {
      const isWhole = free.every((node) => withheld[node] === 0 || withheld[node] === 1);
      const run = { task, model, free, column, withheld, isWhole, until };
      const cuts: Cut[] = [];
      for (const group of isWhole ? [aims] : byNeed(aims))
        cuts.push(...cutsOfGroup(run, group, mostCuts - cuts.length));
      return cuts;
    },
  };
}

function aimsOf({ system, targets }: Task): Aim[] {
  const tied = new Set(system.relations.flatMap(({ parts, total }) => [...parts, total]));
  return targets
    .filter(({ node }) => tied.has(node))
    .flatMap((target) => (['up', 'down'] as const).map((direction) => ({ target, direction, need: target[direction] })))
    .filter(({ need }) => need > 0);
}

/** In fractions a count's room is its share of what is needed: targets of one need share their programme's bounds. */
const byNeed = (aims: readonly Aim[]): Aim[][] =>
  [...new Set(aims.map(({ need }) => need))].map((need) => aims.filter((one) => one.need === need));

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
  readonly until: number;
}

function cutsOfGroup(run: Run, group: readonly Aim[], most: number): Cut[] {
  if (group.length === 0 || most <= 0) return [];
  const rooms = boundAll(run, group[0]!.need);
  const cuts: Cut[] = [];
  let left = group;
  for (const direction of ['up', 'down'] as const) left = movedTogether(run, left, direction, rooms);
  while (left.length > 0 && cuts.length < most) {
    if (performance.now() > run.until) throw tookTooLong();
    const [aim, ...others] = left as [Aim, ...Aim[]];
    const { cut, moved } = tryAlone(run, aim, rooms);
    if (cut !== null) cuts.push(cut);
    left = moved === null ? others : others.filter((one) => !reaches(run, one, moved));
  }
  return cuts;
}

const reaches = ({ column }: Run, { target, direction, need }: Aim, moved: ArrayLike<number>): boolean =>
  moved[column.get(target.node)!]! * (direction === 'up' ? 1 : -1) >= need - leastShort;

type Rooms = readonly (readonly [lo: number, hi: number])[];

/** In whole numbers a withheld count may rise without end; in fractions by its share of what the target needs. */
function boundAll({ task, model, free, withheld, isWhole }: Run, need: number): Rooms {
  return free.map((node, at) => {
    const lo = -task.system.nodes[node]!.value * withheld[node]!;
    const hi = isWhole ? (withheld[node] === 1 ? Number.POSITIVE_INFINITY : 0) : withheld[node]! * need;
    model.bound(at, lo, hi);
    return [lo, hi] as const;
  });
}

/** Moves all targets one way at once, as long as that brings some as far as they must; what is left comes back. */
function movedTogether(run: Run, aims: readonly Aim[], direction: 'up' | 'down', rooms: Rooms): readonly Aim[] {
  const { model, column } = run;
  let left = aims;
  for (;;) {
    const own = left.filter((aim) => aim.direction === direction);
    if (own.length < 2) return left;
    if (performance.now() > run.until) throw tookTooLong();
    for (const { target, need } of own) bend(model, column.get(target.node)!, direction, need);
    const answer = model.solve('any');
    for (const { target } of own) unbend(model, column.get(target.node)!, rooms);
    if (answer.kind !== 'optimal') return left;
    const still = left.filter((one) => !reaches(run, one, answer.values));
    if (still.length === left.length) return left;
    left = still;
  }
}

function bend(model: LinearModel, column: number, direction: 'up' | 'down', need: number): void {
  model.bound(column, direction === 'up' ? 0 : -need, direction === 'up' ? need : 0);
  model.price(column, direction === 'up' ? -1 : 1);
}

function unbend(model: LinearModel, column: number, rooms: Rooms): void {
  model.bound(column, ...rooms[column]!);
  model.price(column, 0);
}

/** The cut that one target finds broken, or how far everything moved where it finds none. */
function tryAlone(run: Run, { target, direction, need }: Aim, rooms: Rooms) {
  const { task, model, free, column, withheld } = run;
  const own = column.get(target.node)!;
  bend(model, own, direction, need);
  const answer = model.solve('any');
  unbend(model, own, rooms);
  if (answer.kind !== 'optimal') return { cut: { nodes: [], weights: [] }, moved: null };
  if (Math.abs(answer.values[own]!) >= need - leastShort) return { cut: null, moved: answer.values };
  const parts = free.flatMap((node, at): [number, number][] => {
    const reduced = answer.reduced[at]!;
    if (node === target.node || Math.abs(reduced) < noWeight) return [];
    const { value } = task.system.nodes[node]!;
    return [[node, reduced < 0 ? need : Math.min(need, reduced * value)]];
  });
  const cut = cutOf(task, need, parts);
  return { cut: cut !== null && shortOf(cut, withheld) > leastShort ? cut : null, moved: null };
}

const tookTooLong = (): Failure =>
  new Failure(
    'disclosure',
    'The table could not be attacked in the time given, and what is not attacked is not published. ' +
      'Name fewer dimensions, put levels together, or give more “seconds” in the settings.',
  );
