import { type CountSystem, relationsByNode } from './count-system.ts';

/** The earlier release that a count is closest to, over the sums that tie them; null where none is in reach. */
export function nearestRelease(system: CountSystem): (node: number) => number | null {
  const uses = relationsByNode(system);
  return (start) => {
    const reached = new Set([start]);
    for (const node of reached) {
      const { past } = system.nodes[node]!;
      if (past) return past.release;
      for (const at of uses[node]!) {
        const { parts, total } = system.relations[at]!;
        for (const one of [...parts, total]) reached.add(one);
      }
    }
    return null;
  };
}
