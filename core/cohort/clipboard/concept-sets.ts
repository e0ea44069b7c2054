import { Failure } from '../../../contract/failure.ts';
import { isObject } from '../outline/spot.ts';
import { setIdsIn, withSetIds } from '../set-ids.ts';

interface NumberedSet {
  readonly id: number;
  readonly name: string;
  readonly set: Readonly<Record<string, unknown>>;
}

function numbered(value: unknown): NumberedSet[] {
  return (Array.isArray(value) ? value : []).flatMap((set) =>
    isObject(set) && Number.isInteger(set.id)
      ? [{ id: set.id as number, name: typeof set.name === 'string' ? set.name : '', set }]
      : [],
  );
}

/** Keys in one order, so that sets that say the same are the same text. */
function sameText(value: unknown): string {
  return JSON.stringify(value, (_, held) =>
    isObject(held) ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1))) : held,
  );
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (name === '' || !taken.has(name)) return name;
  for (let n = 2; ; n++) if (!taken.has(`${name} (${n})`)) return `${name} (${n})`;
}

export interface Joined {
  /** The part with the ids that its concept sets have in the definition. */
  readonly value: unknown;
  readonly conceptSets: readonly unknown[];
}

/**
 * Brings the concept sets that a part uses into a definition’s: one that is there already, with the same name and
 * content, is shared; any other gets an id that is free.
 *
 * @throws Failure `invalid_input` where the part names a set that neither comes with it nor is there.
 */
export function joinConceptSets(own: unknown, value: unknown, coming: unknown): Joined {
  const sets = numbered(own);
  const brought = numbered(coming);
  const conceptSets: unknown[] = Array.isArray(own) ? [...own] : [];
  const byContent = new Map(sets.map(({ id, name, set }) => [sameText([name, set.expression]), id]));
  const ids = new Set(sets.map(({ id }) => id));
  const names = new Set(sets.map(({ name }) => name));
  const to = new Map<number, number>();
  for (const id of new Set(setIdsIn(value))) {
    const found = brought.find((one) => one.id === id);
    if (!found) {
      if (ids.has(id) && brought.length === 0) continue;
      throw new Failure(
        'invalid_input',
        `What was pasted uses the concept set ${id}, which neither comes with it nor is in this definition. Copy it in Stillroom, or paste that concept set first.`,
      );
    }
    const key = sameText([found.name, found.set.expression]);
    const shared = byContent.get(key);
    const free = shared ?? freeId(id, ids);
    to.set(id, free);
    if (shared !== undefined) continue;
    const name = freeName(found.name, names);
    conceptSets.push({ ...found.set, id: free, name });
    ids.add(free);
    names.add(name);
    byContent.set(key, free);
  }
  return { value: withSetIds(value, to), conceptSets };
}

/** A definition’s concept sets with one more, or as they are where an equal one is there. */
export function withConceptSet(own: unknown, set: Readonly<Record<string, unknown>>): readonly unknown[] {
  const id = Number.isInteger(set.id) ? (set.id as number) : 0;
  const named = { ...set, id, name: typeof set.name === 'string' ? set.name : '' };
  return joinConceptSets(own, { CodesetId: id }, [named]).conceptSets;
}

function freeId(wanted: number, taken: ReadonlySet<number>): number {
  if (!taken.has(wanted)) return wanted;
  return Math.max(...taken) + 1;
}
