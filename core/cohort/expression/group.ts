import { domains } from '../criteria/domains.ts';
import { type CorrelatedCriterion, type CriteriaGroup, type Criterion, isEmpty } from './criteria-tree.ts';
import { readCriterionWith } from './criterion.ts';
import { readDemographic } from './demographic.ts';
import { type Occurrence, readOccurrence } from './occurrence.ts';
import {
  booleanAt,
  fieldsAt,
  integerAt,
  invalid,
  listAt,
  type Place,
  required,
  textAt,
  unsupported,
} from './reader.ts';
import { readWindow } from './window.ts';

/** A criterion in a criterion takes steps of its own, and DuckDB takes about 300 of these in each other. */
export const deepest = 250;

/** Reads one criterion of the entry, the censoring events or a group. */
export function readCriterion(place: Place, depth: number): Criterion | null {
  return readCriterionWith(readGroup, place, depth);
}

export function readGroup(place: Place, depth: number): CriteriaGroup | null {
  if (depth > deepest) {
    invalid(place, `Criteria lie more than ${deepest} levels deep in each other here. Flatten the definition.`);
    return null;
  }
  const what = 'A criteria group';
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const list = (key: string) => listAt(fields.take(key), `${key} of a criteria group`);
  const criteria = list('CriteriaList')
    .map((at) => readCorrelated(at, depth))
    .filter((c) => c !== null);
  const demographics = list('DemographicCriteriaList')
    .map(readDemographic)
    .filter((c) => c !== null);
  const groups = list('Groups')
    .map((at) => readGroup(at, depth + 1))
    .filter((g) => g !== null);
  const typePlace = fields.take('Type');
  const countPlace = fields.take('Count');
  const count = integerAt(countPlace, 'Count of a criteria group');
  fields.finish();
  const members = { criteria, demographics, groups };
  const empty: CriteriaGroup = { path: place.path, type: 'all', count: 0, ...members };
  if (typePlace === null && isEmpty(empty)) return empty;
  const type = readType(typePlace ?? required(fields, 'Type', what));
  if (type === null) return null;
  const counts = type === 'atLeast' || type === 'atMost';
  if (counts && count === null && !isEmpty(empty)) required(fields, 'Count', `${what} of type AT_LEAST or AT_MOST`);
  return { path: place.path, type, count: count ?? 0, ...members };
}

function readType(place: Place | null): CriteriaGroup['type'] | null {
  const text = textAt(place, 'The type of a criteria group')?.toUpperCase();
  if (text === undefined || place === null) return null;
  const types = { ALL: 'all', ANY: 'any', AT_LEAST: 'atLeast', AT_MOST: 'atMost' } as const;
  if (Object.hasOwn(types, text)) return types[text as keyof typeof types];
  invalid(place, 'The type of a criteria group must be ALL, ANY, AT_LEAST or AT_MOST. Choose one of them.');
  return null;
}

function readCorrelated(place: Place, depth: number): CorrelatedCriterion | null {
  const what = 'A criterion of a group';
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const criterionPlace = required(fields, 'Criteria', what);
  const criterion = criterionPlace && readCriterion(criterionPlace, depth);
  const startPlace = required(fields, 'StartWindow', what);
  const startWindow = startPlace && readWindow(startPlace, 'StartWindow');
  const endPlace = fields.take('EndWindow');
  const endWindow = endPlace && readWindow(endPlace, 'EndWindow');
  const occurrencePlace = required(fields, 'Occurrence', what);
  const occurrence = occurrencePlace && readOccurrence(occurrencePlace);
  const restrictVisit = booleanAt(fields.take('RestrictVisit'), 'RestrictVisit') ?? false;
  const ignoreObservationPeriod = booleanAt(fields.take('IgnoreObservationPeriod'), 'IgnoreObservationPeriod') ?? false;
  fields.finish();
  if (criterion === null || startWindow === null || occurrence === null || occurrencePlace === null) return null;
  checkDistinct(occurrencePlace, occurrence, criterion);
  return { path: place.path, criterion, startWindow, endWindow, occurrence, restrictVisit, ignoreObservationPeriod };
}

function checkDistinct(place: Place, occurrence: Occurrence, criterion: Criterion): void {
  const column = occurrence.distinct;
  if (column === null || column === 'START_DATE' || column === 'END_DATE') return;
  const domain = domains[criterion.domain];
  if (domain.counted[column] !== undefined || (column === 'VISIT_ID' && domain.visitId !== null)) return;
  unsupported(place, `Circe cannot count distinct ${column} of ${domain.plural}. Choose another column to count.`);
}
