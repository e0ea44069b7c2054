import { booleanAt, type Fields, fieldsAt, integerAt, invalid, listAt, type Place, required } from './reader.ts';

/** A concept as the definition spells it. Only its id has a meaning; the name is shown. */
export interface NamedConcept {
  readonly id: number;
  readonly name: string | null;
}

/** A concept set by id, or, without an id, “has any concept” (“has none” when excluded). */
export interface ConceptSetSelection {
  readonly setId: number | null;
  readonly isExclusion: boolean;
}

const describing = [
  'CONCEPT_NAME',
  'STANDARD_CONCEPT',
  'STANDARD_CONCEPT_CAPTION',
  'INVALID_REASON',
  'INVALID_REASON_CAPTION',
  'CONCEPT_CODE',
  'DOMAIN_ID',
  'VOCABULARY_ID',
  'CONCEPT_CLASS_ID',
  'VALID_START_DATE',
  'VALID_END_DATE',
];

/** Reads one concept. Keys that only describe it are left alone; others are named as not read. */
export function readConcept(place: Place, what: string): NamedConcept | null {
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const id = readConceptId(fields, what);
  const namePlace = fields.take('CONCEPT_NAME');
  const name = typeof namePlace?.value === 'string' ? namePlace.value : null;
  for (const key of describing) fields.take(key);
  fields.finish('warning');
  return id === null ? null : { id, name };
}

function readConceptId(fields: Fields, what: string): number | null {
  const place = required(fields, 'CONCEPT_ID', what);
  const id = integerAt(place, `The CONCEPT_ID of ${what}`, Number.MAX_SAFE_INTEGER);
  if (place !== null && id !== null && id < 0) {
    invalid(place, `The CONCEPT_ID of ${what} must not be negative. Correct it.`);
    return null;
  }
  return id;
}

export function readConceptList(place: Place, what: string): readonly NamedConcept[] {
  return listAt(place, what)
    .map((item) => readConcept(item, `A concept of ${what}`))
    .filter((concept) => concept !== null);
}

export function readConceptSetSelection(place: Place, what: string): ConceptSetSelection | null {
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const setId = readSetId(fields.take('CodesetId'), what);
  const isExclusion = booleanAt(fields.take('IsExclusion'), `IsExclusion of ${what}`) ?? false;
  fields.finish();
  return { setId, isExclusion };
}

/** The id of a concept set. Whether a set with this id exists is checked once the whole definition is read. */
export function readSetId(place: Place | null, what: string): number | null {
  return integerAt(place, `The concept set of ${what}`);
}
