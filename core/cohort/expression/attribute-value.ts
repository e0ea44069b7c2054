import type { Attribute } from '../criteria/domain.ts';
import { readConceptList, readConceptSetSelection, readSetId } from './concepts.ts';
import { type DateRange, readDateRange } from './date-range.ts';
import type { ConceptChoice } from './demographic.ts';
import { type NumericRange, readNumericRange } from './numeric-range.ts';
import { type Period, readPeriod } from './period.ts';
import { booleanAt, type Fields } from './reader.ts';
import { readTextFilter, type TextFilter } from './text-filter.ts';

/** What a criterion asks of one attribute. `name` is the attribute's key in the definition. */
export type AttributeValue =
  | { readonly kind: 'date'; readonly name: string; readonly path: string; readonly range: DateRange }
  | { readonly kind: 'number'; readonly name: string; readonly path: string; readonly range: NumericRange }
  | { readonly kind: 'text'; readonly name: string; readonly path: string; readonly filter: TextFilter }
  | {
      readonly kind: 'concepts';
      readonly name: string;
      readonly path: string;
      readonly choice: ConceptChoice;
      readonly exclude: boolean;
    }
  | { readonly kind: 'conceptSet'; readonly name: string; readonly path: string; readonly setId: number }
  | { readonly kind: 'flag'; readonly name: string; readonly path: string }
  | { readonly kind: 'period'; readonly name: string; readonly path: string; readonly period: Period };

/** Reads one attribute's keys; null where the criterion does not ask for it. */
export function readAttribute(fields: Fields, attribute: Attribute): AttributeValue | null {
  const { name } = attribute;
  if (attribute.kind === 'concepts') return readChoice(fields, attribute);
  const place = fields.take(name);
  if (place === null) return null;
  const { path } = place;
  switch (attribute.kind) {
    case 'date': {
      const range = readDateRange(place, name);
      return range && { kind: 'date', name, path, range };
    }
    case 'number': {
      const range = readNumericRange(place, name, attribute.whole);
      return range && { kind: 'number', name, path, range };
    }
    case 'text': {
      const filter = readTextFilter(place, name);
      return filter && { kind: 'text', name, path, filter };
    }
    case 'conceptSet': {
      const setId = readSetId(place, name);
      return setId === null ? null : { kind: 'conceptSet', name, path, setId };
    }
    case 'flag':
      return booleanAt(place, name) ? { kind: 'flag', name, path } : null;
    case 'period': {
      const period = readPeriod(place, name);
      return period && (period.startDate ?? period.endDate) !== null ? { kind: 'period', name, path, period } : null;
    }
  }
}

function readChoice(fields: Fields, attribute: Attribute & { kind: 'concepts' }): AttributeValue | null {
  const { name } = attribute;
  const listPlace = attribute.list ? fields.take(name) : null;
  const setPlace = fields.take(`${name}CS`);
  const excludePlace = attribute.exclude === undefined ? null : fields.take(attribute.exclude);
  const choice: ConceptChoice = {
    list: listPlace ? readConceptList(listPlace, name) : [],
    set: setPlace && readConceptSetSelection(setPlace, `${name}CS`),
  };
  const exclude = booleanAt(excludePlace, attribute.exclude ?? '') ?? false;
  if (choice.list.length === 0 && choice.set === null) return null;
  return { kind: 'concepts', name, path: (listPlace ?? setPlace)!.path, choice, exclude };
}
