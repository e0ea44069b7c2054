import type { CheckChange } from '../../../contract/release.ts';

/** What the check did for one reason, and where. */
export interface ChangeGroup {
  readonly action: CheckChange['action'];
  readonly rule: string;
  readonly reason: string;
  /** Each place once, in the order of the tables. */
  readonly places: readonly string[];
}

const order: readonly CheckChange['action'][] = ['refused', 'withheld', 'flagged', 'merged', 'rounded'];

/** Changes with the same action and reason together, the gravest first. */
export function groupChanges(changes: readonly CheckChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, ChangeGroup & { readonly places: string[] }>();
  for (const { action, rule, reason, where } of changes) {
    const key = `${action}\n${rule}\n${reason}`;
    const group = groups.get(key) ?? { action, rule, reason, places: [] };
    if (!group.places.includes(where)) group.places.push(where);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
}
