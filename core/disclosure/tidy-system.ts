import { type CountNode, type CountSystem, relationsByNode, type SumRelation } from './count-system.ts';

/**
 * The same system with each sum once, and its counts in the order of their names: the same counts give the same system in
 * whatever order they came, so that the same cells are withheld. `place` says where each count went.
 */
export function tidied(given: CountSystem): { system: CountSystem; place: number[] } {
  const { relations, stands } = withoutRepeats(given);
  const kept = [...given.nodes.keys()].filter((node) => stands[node] === node);
  const order = kept.sort((a, b) => compare(given.nodes[a]!, given.nodes[b]!) || a - b);
  const at = new Map(order.map((node, place) => [node, place]));
  const place = stands.map((node) => at.get(node)!);
  const moved = relations.map(({ parts, total }) => ({
    parts: parts.map((part) => place[part]!).sort((a, b) => a - b),
    total: place[total]!,
  }));
  const sorted = moved
    .map((relation) => ({ relation, key: [relation.total, ...relation.parts] }))
    .sort((a, b) => compareLists(a.key, b.key))
    .map(({ relation }) => relation);
  return { system: { nodes: order.map((node) => given.nodes[node]!), relations: sorted }, place };
}

function compare(a: CountNode, b: CountNode): number {
  const [one, other] = [a.name ?? '', b.name ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.value - b.value;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at === -1 ? a.length - b.length : a[at]! - (b[at] ?? -1);
}

/**
 * Two sums of the same counts are one, also where what is left over is not printed: then it is the same rest. `stands` says
 * by which count each is stood for.
 */
function withoutRepeats({ nodes, relations }: CountSystem): { relations: SumRelation[]; stands: number[] } {
  const uses = relationsByNode({ nodes, relations });
  const stands = [...nodes.keys()];
  const seen = new Map<string, number | null>();
  const kept: SumRelation[] = [];
  for (const { parts, total } of relations) {
    const rests = parts.filter((part) => nodes[part]!.role === 'hidden' && uses[part]!.length === 1);
    const rest = rests.length === 1 ? rests[0]! : null;
    const others = parts.filter((part) => part !== rest).sort((a, b) => a - b);
    const key = JSON.stringify([total, others, rest === null]);
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, rest);
      kept.push({ parts, total });
    } else if (rest !== null && before !== null) {
      stands[rest] = before;
    }
  }
  return { relations: kept, stands };
}
