import type { CountNode, CountSystem, SumRelation } from './count-system.ts';
import type { Growing } from './implied-sums.ts';
import type { LinearModel, LinearRow, LinearSolver } from './solve/linear-solver.ts';

/**
 * Gives counts of unknown value some whole numbers for which all sums hold: an attack needs a point to begin with, and any
 * will do. Of each it is found whether it can be enough persons at all, by everything that is known exactly; where it
 * cannot, it is protected like a small count. A sum that no numbers fulfil is of counts that contradict each other, such
 * as data that changed, and is left out; without a solver all sums over unknown counts are.
 */
export function fillUnknown(system: Growing, solver: LinearSolver | null, threshold: number): CountSystem {
  if (system.unknown.size === 0) return consistent(system);
  for (const part of partsOf(consistent(system), system.unknown)) {
    const values = solver === null ? null : solved(system.nodes, part, solver, threshold);
    if (values === null)
      for (const relation of part.relations) system.relations.splice(system.relations.indexOf(relation), 1);
    else for (const [node, { value, doubt }] of values) system.nodes[node] = { ...system.nodes[node]!, value, doubt };
  }
  return consistent(system);
}

/** Only sums that hold; those with an unknown count may. */
function consistent({ nodes, relations, unknown }: Growing): Growing {
  const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + nodes[part]!.value, 0);
  const holds = ({ parts, total }: SumRelation): boolean =>
    [...parts, total].some((node) => unknown.has(node)) || sum(parts) === nodes[total]!.value;
  const isCount = ({ parts }: SumRelation): boolean => parts.every((part) => nodes[part]!.value >= 0);
  return { nodes, unknown, relations: relations.filter((one) => holds(one) && isCount(one)) };
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

type Filled = Map<number, { readonly value: number; readonly doubt: 'few' | 'untold' }>;

function solved(
  nodes: readonly CountNode[],
  { unknown, relations }: UnknownPart,
  solver: LinearSolver,
  threshold: number,
): Filled | null {
  const column = new Map(unknown.map((node, at) => [node, at]));
  const rows = relations.map((relation) => rowOf(nodes, relation, column));
  const none = unknown.map(() => 0);
  const model = solver.open({ cost: none, lo: none, hi: none.map(() => Number.POSITIVE_INFINITY) }, rows);
  try {
    const answer = model.solve('whole');
    if (answer.kind !== 'optimal') return null;
    const values = Array.from(answer.values, Math.round);
    return new Map(unknown.map((node, at) => [node, { value: values[at]!, doubt: doubtOf(model, at, threshold) }]));
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

function doubtOf(model: LinearModel, column: number, threshold: number): 'few' | 'untold' {
  model.price(column, -1);
  const most = model.solve('any');
  model.price(column, 0);
  return most.kind === 'optimal' && most.values[column]! < threshold - 1e-6 && most.values[column]! > 1e-6
    ? 'few'
    : 'untold';
}
