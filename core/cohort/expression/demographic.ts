import { type ConceptSetSelection, type NamedConcept, readConceptList, readConceptSetSelection } from './concepts.ts';
import { type DateRange, readDateRange } from './date-range.ts';
import { type NumericRange, readNumericRange } from './numeric-range.ts';
import { type Fields, fieldsAt, type Place } from './reader.ts';

/** Concepts by list, by concept set, or both (then both must hold). */
export interface ConceptChoice {
  readonly list: readonly NamedConcept[];
  readonly set: ConceptSetSelection | null;
}

/** What the person must be at the index event's start; the dates are the index event's own. */
export interface DemographicCriterion {
  readonly path: string;
  readonly age: NumericRange | null;
  readonly gender: ConceptChoice;
  readonly race: ConceptChoice;
  readonly ethnicity: ConceptChoice;
  readonly occurrenceStartDate: DateRange | null;
  readonly occurrenceEndDate: DateRange | null;
}

export function readDemographic(place: Place): DemographicCriterion | null {
  const fields = fieldsAt(place, 'A demographic criterion');
  if (fields === null) return null;
  const date = (key: string) => {
    const at = fields.take(key);
    return at && readDateRange(at, key);
  };
  const agePlace = fields.take('Age');
  const criterion: DemographicCriterion = {
    path: place.path,
    age: agePlace && readNumericRange(agePlace, 'Age', true),
    gender: readChoice(fields, 'Gender'),
    race: readChoice(fields, 'Race'),
    ethnicity: readChoice(fields, 'Ethnicity'),
    occurrenceStartDate: date('OccurrenceStartDate'),
    occurrenceEndDate: date('OccurrenceEndDate'),
  };
  fields.finish();
  return criterion;
}

function readChoice(fields: Fields, key: string): ConceptChoice {
  const listPlace = fields.take(key);
  const setPlace = fields.take(`${key}CS`);
  return {
    list: listPlace ? readConceptList(listPlace, key) : [],
    set: setPlace && readConceptSetSelection(setPlace, `${key}CS`),
  };
}
