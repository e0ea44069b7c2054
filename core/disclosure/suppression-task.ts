import type { CountSystem, SumRelation } from './count-system.ts';
import type { Policy } from './policy.ts';
import { isSmall } from './small-count.ts';
import type { Target, Task } from './solve/task.ts';

/** What beside small counts decides what is withheld. */
export interface Beside {
  /** Counts that some other rule withholds already. */
  readonly also: ReadonlySet<number>;
  /** Whether a zero may be withheld to protect another count. */
  readonly zeros: boolean;
}

export const isPrimary = ({ nodes }: CountSystem, node: number, policy: Policy): boolean =>
  nodes[node]!.role !== 'hidden' && isSmall(nodes[node]!.value, policy);

/**
 * The suppression that a policy asks for: small counts are withheld, and nobody may bound one, printed or implied, from below
 * by more than itself less one, nor from above by less than the threshold.
 */
export function suppressionTask(system: CountSystem, policy: Policy, { also, zeros }: Beside): Task {
  const choice = system.nodes.map(({ role, value, past }, node): Task['choice'][number] => {
    if (past) return past.printed === null ? 'gone' : 'shown';
    if (role === 'hidden' || also.has(node) || isPrimary(system, node, policy)) return 'gone';
    return role === 'known' || (value === 0 && !zeros) ? 'shown' : 'open';
  });
  const cost = system.nodes.map(({ value }) => (policy.objective === 'cells' ? 1 : Math.max(1, value)));
  const targets = system.nodes.flatMap(({ value, doubt }, node): Target[] =>
    doubt === undefined && isSmall(value, policy)
      ? [{ node, up: policy.threshold - value, down: Math.min(1, value) }]
      : [],
  );
  const together = policy.singletons ? system.relations.flatMap((one) => beyondSingletons(system, one, policy)) : [];
  return { system, choice, cost, targets: targets.filter(({ node }) => choice[node] === 'gone'), together };
}

/**
 * Who is alone in a cell knows it, and could subtract it: where one person's cell and another small count stand in a sum,
 * a third count of it must be withheld as well. For each such pair, those of which one must be.
 *
 * Source: singletons in tau-Argus and sdcTable; Hundepool et al., "Statistical Disclosure Control" (2012), 4.2.
 */
function beyondSingletons(system: CountSystem, { parts, total }: SumRelation, policy: Policy): number[][] {
  const members = [...new Set([...parts, total])];
  const isSmallCell = (node: number): boolean =>
    system.nodes[node]!.role === 'cell' && isPrimary(system, node, policy) && system.nodes[node]!.value > 0;
  const small = members.filter(isSmallCell);
  const singles = small.filter((node) => system.nodes[node]!.value === 1);
  return singles.flatMap((single) =>
    small
      .filter((other) => other !== single && !isSamePerson(system, single, other, total))
      .map((other) => members.filter((node) => node !== single && node !== other)),
  );
}

/** A person alone in a part and in the total of it knows both. */
const isSamePerson = ({ nodes }: CountSystem, a: number, b: number, total: number): boolean =>
  (a === total || b === total) && nodes[a]!.value === nodes[b]!.value;
