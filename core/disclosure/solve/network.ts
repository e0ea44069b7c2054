import type { CountSystem } from '../count-system.ts';

/**
 * Counts as the edges of a network: raising count `k` by one sends one unit from `from[k]` to `to[k]`, and the sums hold
 * where as much comes into each vertex as leaves it. Both are -1 for a count that does not move or stands in no sum.
 */
export interface Network {
  readonly vertices: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

interface Use {
  readonly relation: number;
  readonly sign: number;
}

/**
 * The system as a network, or null where it is none: one-way tables, two-way tables with their margins and nested
 * one-way groups are, linked tables and those of more dimensions mostly are not. Each sum becomes a vertex, with its sign
 * turned where needed; a count in a single sum leads to one vertex more. `moves` says which counts are not fixed.
 *
 * Source: Fischetti & Salazar, "Models and algorithms for the 2-dimensional cell suppression problem" (1999).
 */
export function networkOf(system: CountSystem, moves: (node: number) => boolean): Network | null {
  const uses = usesOf(system, moves);
  if (uses.some((own) => own.length > 2)) return null;
  const turned = turnedRelations(system.relations.length, uses);
  if (turned === null) return null;
  const ground = system.relations.length;
  const from = new Int32Array(uses.length).fill(-1);
  const to = new Int32Array(uses.length).fill(-1);
  for (const [node, own] of uses.entries()) {
    if (own.length === 0) continue;
    const out = own.find(({ relation, sign }) => sign * turned[relation]! > 0);
    const into = own.find(({ relation, sign }) => sign * turned[relation]! < 0);
    from[node] = out?.relation ?? ground;
    to[node] = into?.relation ?? ground;
  }
  return { vertices: ground + 1, from, to };
}

function usesOf({ nodes, relations }: CountSystem, moves: (node: number) => boolean): Use[][] {
  const uses: Use[][] = nodes.map(() => []);
  for (const [relation, { parts, total }] of relations.entries()) {
    for (const part of parts) if (moves(part)) uses[part]!.push({ relation, sign: 1 });
    if (moves(total)) uses[total]!.push({ relation, sign: -1 });
  }
  return uses;
}

/** Signs of the sums so that every count in two of them leaves one and enters the other; null where there are none. */
function turnedRelations(count: number, uses: readonly (readonly Use[])[]): Int8Array | null {
  const ties: { readonly other: number; readonly same: boolean }[][] = Array.from({ length: count }, () => []);
  for (const [a, b] of uses.filter((own) => own.length === 2) as [Use, Use][]) {
    const same = a.sign !== b.sign;
    ties[a.relation]!.push({ other: b.relation, same });
    ties[b.relation]!.push({ other: a.relation, same });
  }
  const turned = new Int8Array(count);
  for (let start = 0; start < count; start++) {
    if (turned[start] !== 0) continue;
    turned[start] = 1;
    const waiting = new Set([start]);
    for (const at of waiting) {
      for (const { other, same } of ties[at]!) {
        const sign = same ? turned[at]! : -turned[at]!;
        if (turned[other] === 0) turned[other] = sign;
        if (turned[other] !== sign) return null;
        waiting.add(other);
      }
    }
  }
  return turned;
}
