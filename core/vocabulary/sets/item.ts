import { Failure } from '../../../contract/failure.ts';
import type { ConceptSetItem } from '../../../contract/vocabulary.ts';

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flags = ['isExcluded', 'includeDescendants', 'includeMapped'] as const;

/**
 * One item as ATLAS keeps it. Also read: the concept alone, as a search's result is copied, and the rows of the WebAPI's
 * `conceptset/<id>/items`, with `conceptId` and flags as 0 and 1.
 *
 * @throws Failure `invalid_input` that names the place.
 */
export function itemAt(value: unknown, path: string, where: string): ConceptSetItem {
  if (typeof value === 'number') return { concept: { CONCEPT_ID: conceptId(value, path, where) } };
  if (!isObject(value)) throw wrong(where, path, 'an item must be an object with a “concept”');
  if (isObject(value.concept)) {
    const given = value.concept.CONCEPT_ID ?? value.concept.conceptId;
    const id = conceptId(given, `${path}.concept.CONCEPT_ID`, where);
    return { ...value, concept: { ...value.concept, CONCEPT_ID: id }, ...flagsOf(value, path, where) };
  }
  if ('CONCEPT_ID' in value)
    return { concept: { ...value, CONCEPT_ID: conceptId(value.CONCEPT_ID, `${path}.CONCEPT_ID`, where) } };
  if ('conceptId' in value)
    return {
      concept: { CONCEPT_ID: conceptId(value.conceptId, `${path}.conceptId`, where) },
      ...flagsOf(value, path, where),
    };
  throw wrong(where, path, 'an item must have a “concept” with a “CONCEPT_ID”');
}

/** @throws Failure `invalid_input` unless it is a whole number from 0 that JavaScript holds exactly, also as text. */
export function conceptId(value: unknown, path: string, where: string): number {
  const id = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) return id;
  const found =
    value === undefined ? 'there is none' : typeof value === 'string' ? 'here is text' : 'here is something else';
  throw wrong(where, path, `a concept id is a whole number, but ${found}`);
}

function flagsOf(item: Fields, path: string, where: string): Partial<Record<(typeof flags)[number], boolean>> {
  const read: Partial<Record<(typeof flags)[number], boolean>> = {};
  for (const flag of flags) {
    const value = item[flag];
    if (value === undefined || value === null) continue;
    if (value !== true && value !== false && value !== 1 && value !== 0)
      throw wrong(where, `${path}.${flag}`, 'it must be true or false');
    read[flag] = value === true || value === 1;
  }
  return read;
}

const wrong = (where: string, path: string, what: string) =>
  new Failure('invalid_input', `${where}, at ${path}: ${what}. Correct it and read it again.`, { path });
