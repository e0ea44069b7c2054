import { type NamedConcept, readConcept } from './concepts.ts';
import { booleanAt, fieldsAt, integerAt, invalid, listAt, type Place, required, textAt } from './reader.ts';

export interface ConceptSetItem {
  readonly concept: NamedConcept;
  readonly isExcluded: boolean;
  readonly includeDescendants: boolean;
  readonly includeMapped: boolean;
}

/** A concept set of the definition: what its items include, less what they exclude. */
export interface ConceptSet {
  readonly id: number;
  readonly name: string;
  readonly items: readonly ConceptSetItem[];
  readonly path: string;
}

export function readConceptSets(place: Place | null): readonly ConceptSet[] {
  const sets: ConceptSet[] = [];
  for (const item of listAt(place, 'ConceptSets')) {
    const set = readConceptSet(item);
    if (set === null) continue;
    if (sets.some(({ id }) => id === set.id)) {
      invalid(item, `Two concept sets have the id ${set.id}. Give one of them another id and correct its uses.`);
      continue;
    }
    sets.push(set);
  }
  return sets;
}

function readConceptSet(place: Place): ConceptSet | null {
  const what = 'A concept set';
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const id = integerAt(required(fields, 'id', what), 'The id of a concept set');
  const name = textAt(fields.take('name'), 'The name of a concept set') ?? '';
  const items = readExpression(required(fields, 'expression', what));
  fields.finish();
  return id === null ? null : { id, name, items, path: place.path };
}

function readExpression(place: Place | null): readonly ConceptSetItem[] {
  if (place === null) return [];
  const fields = fieldsAt(place, 'The expression of a concept set');
  if (fields === null) return [];
  const items = listAt(required(fields, 'items', 'The expression of a concept set'), 'The items of a concept set');
  fields.finish();
  return items.map(readItem).filter((item) => item !== null);
}

function readItem(place: Place): ConceptSetItem | null {
  const what = 'An item of a concept set';
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const conceptPlace = required(fields, 'concept', what);
  const concept = conceptPlace && readConcept(conceptPlace, 'The concept of a concept set');
  const flag = (key: string) => booleanAt(fields.take(key), `${key} of a concept set's item`) ?? false;
  const item = {
    isExcluded: flag('isExcluded'),
    includeDescendants: flag('includeDescendants'),
    includeMapped: flag('includeMapped'),
  };
  fields.finish();
  return concept === null ? null : { concept, ...item };
}
