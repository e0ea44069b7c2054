import type { ConceptSetItem } from '../../../contract/vocabulary.ts';

/** A warning where a concept stands in several items: nothing is taken out, as one may include and another exclude. */
export function repeatedItems(items: readonly ConceptSetItem[]): string[] {
  const seen = new Map<number, number>();
  for (const { concept } of items) seen.set(concept.CONCEPT_ID, (seen.get(concept.CONCEPT_ID) ?? 0) + 1);
  const repeated = [...seen].filter(([, n]) => n > 1).map(([id]) => id);
  if (repeated.length === 0) return [];
  const shown = repeated.slice(0, 5).join(', ');
  return [
    repeated.length === 1
      ? `Concept ${shown} stands in several items. All were kept.`
      : `${repeated.length} concepts stand in several items (${shown}${repeated.length > 5 ? ' …' : ''}). All were kept.`,
  ];
}
