import type { Task } from './task.ts';

/** A part of a task that no sum ties to the rest; `nodes` are its counts in the whole. */
export interface Component {
  readonly task: Task;
  readonly nodes: readonly number[];
}

/**
 * The parts of a task that can be solved by themselves, those with something to protect alone: sums tie counts together, but
 * a count that is always shown ties nothing.
 */
export function componentsOf(task: Task): Component[] {
  const { system, choice, targets, together } = task;
  const root = Int32Array.from(choice, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (root[at] !== at) at = root[at] = root[root[at]!]!;
    return at;
  };
  const members = system.relations.map(({ parts, total }) => [...parts, total]);
  for (const set of [...members, ...together]) {
    const moving = set.filter((node) => choice[node] !== 'shown');
    for (const node of moving.slice(1)) root[find(node)] = find(moving[0]!);
  }
  const relationsOf = new Map<number, number[]>();
  for (const [at, set] of members.entries()) {
    const moving = set.find((node) => choice[node] !== 'shown');
    if (moving === undefined) continue;
    const group = find(moving);
    relationsOf.set(group, [...(relationsOf.get(group) ?? []), at]);
  }
  const groups = new Set(targets.map(({ node }) => find(node)));
  return [...groups].map((group) => partOf(task, relationsOf.get(group) ?? [], (node) => find(node) === group));
}

function partOf(task: Task, relations: readonly number[], isIn: (node: number) => boolean): Component {
  const own = relations.map((at) => task.system.relations[at]!);
  const alone = task.targets.map(({ node }) => node).filter(isIn);
  const nodes = [...new Set([...own.flatMap(({ parts, total }) => [...parts, total]), ...alone])];
  const place = new Map(nodes.map((node, at) => [node, at]));
  const at = (node: number): number => place.get(node)!;
  return {
    nodes,
    task: {
      system: {
        nodes: nodes.map((node) => task.system.nodes[node]!),
        relations: own.map(({ parts, total }) => ({ parts: parts.map(at), total: at(total) })),
      },
      choice: nodes.map((node) => task.choice[node]!),
      cost: nodes.map((node) => task.cost[node]!),
      targets: task.targets.filter(({ node }) => isIn(node)).map((target) => ({ ...target, node: at(target.node) })),
      together: task.together.filter((set) => set.some(isIn)).map((set) => set.map(at)),
    },
  };
}
