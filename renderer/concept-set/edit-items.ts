import type { ConceptSetExpression, ConceptSetItem, ConceptSummary } from '../../contract/vocabulary.ts';
import { conceptSetText as t } from '../text/concepts.ts';

/** An edit of a concept set and what it is called where it can be undone. */
export interface SetEdit {
  readonly expression: ConceptSetExpression;
  readonly label: string;
}

export type Flag = 'isExcluded' | 'includeDescendants' | 'includeMapped';

/** An item's name as the file has it; its id where it has none. */
export function itemName({ concept }: ConceptSetItem): string {
  const name = concept.CONCEPT_NAME;
  return typeof name === 'string' && name !== '' ? name : t.conceptId(concept.CONCEPT_ID);
}

const standardCaption = { S: 'Standard', C: 'Classification', none: 'Non-Standard' } as const;
const invalidCaption = { D: 'Deleted', U: 'Updated', none: 'Valid' } as const;

/** A concept as ATLAS writes it into an item. */
export const asItem = (concept: ConceptSummary, withDescendants: boolean): ConceptSetItem => ({
  concept: {
    CONCEPT_ID: concept.id,
    CONCEPT_NAME: concept.name,
    STANDARD_CONCEPT: concept.standard ?? 'N',
    STANDARD_CONCEPT_CAPTION: standardCaption[concept.standard ?? 'none'],
    INVALID_REASON: concept.invalid ?? 'V',
    INVALID_REASON_CAPTION: invalidCaption[concept.invalid ?? 'none'],
    CONCEPT_CODE: concept.code,
    DOMAIN_ID: concept.domain,
    VOCABULARY_ID: concept.vocabulary,
    CONCEPT_CLASS_ID: concept.conceptClass,
  },
  isExcluded: false,
  includeDescendants: withDescendants,
  includeMapped: false,
});

export const hasConcept = ({ items }: ConceptSetExpression, id: number): boolean =>
  items.some(({ concept }) => concept.CONCEPT_ID === id);

const withItems = (expression: ConceptSetExpression, items: readonly ConceptSetItem[]): ConceptSetExpression => ({
  ...expression,
  items: [...items],
});

export const addConcept = (
  expression: ConceptSetExpression,
  concept: ConceptSummary,
  withDescendants: boolean,
): SetEdit => ({
  expression: withItems(expression, [...expression.items, asItem(concept, withDescendants)]),
  label: t.labels.add(concept.name),
});

/** Adds items of another expression, those left out whose concept is there already. */
export function mergeItems(expression: ConceptSetExpression, more: ConceptSetExpression): ConceptSetExpression {
  const known = new Set(expression.items.map(({ concept }) => concept.CONCEPT_ID));
  return withItems(expression, [
    ...expression.items,
    ...more.items.filter(({ concept }) => !known.has(concept.CONCEPT_ID)),
  ]);
}

export const removeItem = (expression: ConceptSetExpression, index: number, name: string): SetEdit => ({
  expression: withItems(
    expression,
    expression.items.filter((_item, at) => at !== index),
  ),
  label: t.labels.remove(name),
});

/** Switches one of an item's three flags. */
export function switchFlag(expression: ConceptSetExpression, index: number, flag: Flag, name: string): SetEdit {
  const isOn = !expression.items[index]?.[flag];
  return {
    expression: withItems(
      expression,
      expression.items.map((item, at) => (at === index ? { ...item, [flag]: isOn } : item)),
    ),
    label: labelOf(flag, isOn, name),
  };
}

function labelOf(flag: Flag, isOn: boolean, name: string): string {
  if (flag === 'includeDescendants') return t.labels.descendants(name, isOn);
  if (flag === 'includeMapped') return t.labels.mapped(name, isOn);
  return isOn ? t.labels.exclude(name) : t.labels.include(name);
}

/** Only what resolving needs: ids and flags. */
export const bareExpression = ({ items }: ConceptSetExpression): ConceptSetExpression => ({
  items: items.map(({ concept: { CONCEPT_ID }, isExcluded, includeDescendants, includeMapped }) => ({
    concept: { CONCEPT_ID },
    isExcluded,
    includeDescendants,
    includeMapped,
  })),
});
