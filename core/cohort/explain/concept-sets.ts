import type { ConceptSet } from '../expression/concept-set.ts';
import type { Section } from './sentences.ts';

const mostShown = 8;

/** A definition's concept sets, each with the first of its concepts. */
export function conceptSetLines(sets: readonly ConceptSet[]): readonly Section[] {
  if (sets.length === 0) return [];
  return [{ heading: 'Concept sets', sentences: sets.map((set) => ({ text: setText(set), path: set.path })) }];
}

function setText({ id, name, items }: ConceptSet): string {
  const more = items.length > mostShown ? [`and ${items.length - mostShown} more`] : [];
  return `“${name || `concept set ${id}`}”: ${[...items.slice(0, mostShown).map(itemText), ...more].join('; ') || 'nothing'}.`;
}

/** “Penicillin G (1728416, with descendants)”. */
function itemText({ concept, isExcluded, includeDescendants, includeMapped }: ConceptSet['items'][number]): string {
  const extra = [includeDescendants ? 'descendants' : '', includeMapped ? 'mapped concepts' : ''].filter(Boolean);
  const label = concept.name || `concept ${concept.id}`;
  return `${isExcluded ? 'without ' : ''}${label} (${concept.id}${extra.length > 0 ? `, with ${extra.join(' and ')}` : ''})`;
}
