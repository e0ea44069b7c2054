import type { ConceptSet, ConceptSetItem } from './circe.ts';
import type { Population } from './population.ts';

/** The concepts of every set: what its items include, less what the excluded ones do. */
export function resolveSets(
  sets: readonly ConceptSet[],
  population: Population,
): ReadonlyMap<number, ReadonlySet<number>> {
  const resolved = new Map<number, ReadonlySet<number>>();
  for (const { id, expression } of sets) {
    const excluded = conceptsOf(
      expression.items.filter((item) => item.isExcluded),
      population,
    );
    const included = conceptsOf(
      expression.items.filter((item) => !item.isExcluded),
      population,
    );
    resolved.set(id, new Set([...included].filter((concept) => !excluded.has(concept))));
  }
  return resolved;
}

function conceptsOf(items: readonly ConceptSetItem[], population: Population): ReadonlySet<number> {
  const found = new Set<number>();
  for (const item of items) {
    const own = membersOf(item, population);
    for (const concept of own) found.add(concept);
    if (item.includeMapped) for (const concept of mappedTo(own, population)) found.add(concept);
  }
  return found;
}

/** The item's concept, valid or not, and its descendants that are valid; none that the vocabulary does not know. */
function membersOf(
  { concept: { CONCEPT_ID: own }, includeDescendants }: ConceptSetItem,
  { concept = [], concept_ancestor = [] }: Population,
): ReadonlySet<number> {
  const ofItem = concept_ancestor.filter(({ ancestor_concept_id }) => ancestor_concept_id === own);
  const descendants = new Set(ofItem.map(({ descendant_concept_id }) => descendant_concept_id));
  const members = new Set<number>();
  for (const { concept_id, invalid_reason } of concept) {
    const isDescendant = descendants.has(concept_id);
    const isValid = invalid_reason === null || invalid_reason === undefined;
    if (concept_id === own || (includeDescendants && isDescendant && isValid)) members.add(Number(concept_id));
  }
  return members;
}

/** Concepts with a valid “Maps to” one of these. */
function mappedTo(concepts: ReadonlySet<number>, { concept_relationship = [] }: Population): readonly number[] {
  return concept_relationship
    .filter(({ relationship_id }) => relationship_id === 'Maps to')
    .filter(({ invalid_reason }) => invalid_reason === null || invalid_reason === undefined)
    .filter(({ concept_id_2 }) => concepts.has(Number(concept_id_2)))
    .map(({ concept_id_1 }) => Number(concept_id_1));
}
