import type { CountNode, CountSystem, SumRelation } from './count-system.ts';
import type { Growing } from './implied-sums.ts';
import type { LinearModel, LinearRow, LinearSolver } from './solve/linear-solver.ts';

/**
 * Gives counts of unknown value some whole numbers for which all sums hold: an attack needs a point to begin with, and any
 * will do. Where there is only one it is the count, and protected like any other; where all that is known exactly leaves it
 * open, nobody can tell it. A sum that no numbers fulfil is of counts that contradict each other, such
 * as data that changed, and is left out; without a solver all sums over unknown counts are.
 */
export function fillUnknown(system: Growing, solver: LinearSolver | null): CountSystem {
  if (system.unknown.size === 0) return consistent(system);
  const gone = new Set<SumRelation>();
  for (const part of partsOf(consistent(system), system.unknown)) {
    const values = solver === null ? null : solved(system.nodes, part, solver);
    const free = new Set<number>();
    for (const [node, { value, least, most }] of values ?? []) {
      const doubt = least === most ? undefined : 'untold';
      if (most === Number.POSITIVE_INFINITY) free.add(node);
      system.nodes[node] = { ...system.nodes[node]!, value, doubt };
    }
    for (const relation of values === null ? part.relations : sayingNothing(part.relations, free)) gone.add(relation);
  }
  return consistent({ ...system, unknown: new Set(), relations: system.relations.filter((one) => !gone.has(one)) });
}

/** Only sums that hold; those with an unknown count may. */
function consistent({ nodes, relations, unknown }: Growing): Growing {
  const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + nodes[part]!.value, 0);
  const holds = ({ parts, total }: SumRelation): boolean =>
    [...parts, total].some((node) => unknown.has(node)) || sum(parts) === nodes[total]!.value;
  const isCount = ({ parts }: SumRelation): boolean => parts.every((part) => nodes[part]!.value >= 0);
  return { nodes, unknown, relations: relations.filter((one) => holds(one) && isCount(one)) };
}

/** A sum with a count that may be as large as one likes, and stands in no other, holds whatever the others are. */
function sayingNothing(relations: readonly SumRelation[], free: ReadonlySet<number>): SumRelation[] {
  const gone: SumRelation[] = [];
  for (let left = [...relations]; ; ) {
    const uses = new Map<number, number>();
    const members = ({ parts, total }: SumRelation) => [...new Set([...parts, total])].filter((node) => free.has(node));
    for (const node of left.flatMap(members)) uses.set(node, (uses.get(node) ?? 0) + 1);
    const idle = left.filter((one) => members(one).some((node) => uses.get(node) === 1));
    if (idle.length === 0) return gone;
    gone.push(...idle);
    left = left.filter((one) => !idle.includes(one));
  }
}

interface UnknownPart {
  readonly unknown: readonly number[];
  readonly relations: readonly SumRelation[];
}

/** Unknown counts that sums tie together, each with those sums. */
function partsOf({ relations }: CountSystem, unknown: ReadonlySet<number>): UnknownPart[] {
  const parts: { unknown: Set<number>; relations: SumRelation[] }[] = [];
  for (const relation of relations) {
    const own = [...relation.parts, relation.total].filter((node) => unknown.has(node));
    if (own.length === 0) continue;
    const tied = parts.filter((part) => own.some((node) => part.unknown.has(node)));
    const joined = {
      unknown: new Set([...own, ...tied.flatMap((part) => [...part.unknown])]),
      relations: [...tied.flatMap((part) => part.relations), relation],
    };
    for (const part of tied) parts.splice(parts.indexOf(part), 1);
    parts.push(joined);
  }
  return parts.map((part) => ({ unknown: [...part.unknown], relations: part.relations }));
}

/** A value of each, and between what it can be. */
type Filled = Map<number, { readonly value: number; readonly least: number; readonly most: number }>;

function solved(nodes: readonly CountNode[], { unknown, relations }: UnknownPart, solver: LinearSolver): Filled | null {
  const column = new Map(unknown.map((node, at) => [node, at]));
  const rows = relations.map((relation) => rowOf(nodes, relation, column));
  const none = unknown.map(() => 0);
  const model = solver.open({ cost: none, lo: none, hi: none.map(() => Number.POSITIVE_INFINITY) }, rows);
  try {
    const answer = model.solve('whole');
    if (answer.kind !== 'optimal') return null;
    const values = Array.from(answer.values, Math.round);
    return new Map(unknown.map((node, at) => [node, { value: values[at]!, ...rangeOf(model, at) }]));
  } finally {
    model.close();
  }
}

/** Weighs a sum's unknown counts; what is known of it is on the other side. */
function rowOf(
  nodes: readonly CountNode[],
  { parts, total }: SumRelation,
  column: ReadonlyMap<number, number>,
): LinearRow {
  const weights = new Map<number, number>();
  let known = 0;
  const add = (node: number, weight: number): void => {
    const at = column.get(node);
    if (at === undefined) known -= weight * nodes[node]!.value;
    else weights.set(at, (weights.get(at) ?? 0) + weight);
  };
  for (const part of parts) add(part, 1);
  add(total, -1);
  return { columns: [...weights.keys()], weights: [...weights.values()], lo: known, hi: known };
}

function rangeOf(model: LinearModel, column: number): { least: number; most: number } {
  const end = (way: 1 | -1, without: number): number => {
    model.price(column, way);
    const answer = model.solve('any');
    model.price(column, 0);
    return answer.kind === 'optimal' ? Math.round(answer.values[column]! * 1e6) / 1e6 : without;
  };
  const most = end(-1, Number.POSITIVE_INFINITY);
  return { most, least: Number.isFinite(most) ? end(1, 0) : 0 };
}
