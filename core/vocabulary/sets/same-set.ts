interface Item {
  readonly concept?: { readonly CONCEPT_ID?: unknown } | null;
  readonly isExcluded?: unknown;
  readonly includeDescendants?: unknown;
  readonly includeMapped?: unknown;
}

const meaningOf = (item: Item | null): string =>
  JSON.stringify([
    item?.concept?.CONCEPT_ID,
    item?.isExcluded === true,
    item?.includeDescendants === true,
    item?.includeMapped === true,
  ]);

const meanings = (items: unknown): string[] =>
  Array.isArray(items) ? [...new Set((items as (Item | null)[]).map(meaningOf))].sort() : [];

/** True where two lists of items mean the same: their order, names of concepts and repeated items do not matter. */
export function isSameSet(a: unknown, b: unknown): boolean {
  const [left, right] = [meanings(a), meanings(b)];
  return left.length === right.length && left.every((meaning, i) => meaning === right[i]);
}

/** Names and items of the concept sets that a Circe definition holds; what is not written as one is passed over. */
export function setsOfDefinition(definition: Readonly<Record<string, unknown>>): { name: string; items: unknown }[] {
  const sets = Array.isArray(definition.ConceptSets) ? (definition.ConceptSets as unknown[]) : [];
  return sets.flatMap((set) => {
    const { name, expression } = (set ?? {}) as { name?: unknown; expression?: { items?: unknown } | null };
    return typeof name === 'string' ? [{ name, items: expression?.items }] : [];
  });
}
