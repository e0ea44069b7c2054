import { ownKey } from '../rules-off.ts';
import { type ConceptSet, readConceptSets } from './concept-set.ts';
import type { CriteriaGroup, Criterion } from './criteria-tree.ts';
import { type EndStrategy, readEndStrategy } from './end-strategy.ts';
import { readCriterion, readGroup } from './group.ts';
import { type Limit, readLimit } from './limit.ts';
import { type Period, readPeriod } from './period.ts';
import {
  type Fields,
  fieldsAt,
  integerAt,
  invalid,
  listAt,
  type Place,
  required,
  textAt,
  unsupported,
  wordAt,
} from './reader.ts';

/** The events that may start a cohort entry, and the observation they need around them. */
export interface Entry {
  readonly path: string;
  readonly criteria: readonly Criterion[];
  readonly priorDays: number;
  readonly postDays: number;
  readonly limit: Limit;
}

export interface InclusionRule {
  readonly path: string;
  readonly name: string;
  readonly description: string | null;
  readonly group: CriteriaGroup;
}

/** A definition that was read and checked. `raw` is the JSON as it came, untouched, to be saved back equal. */
export interface CheckedExpression {
  readonly raw: unknown;
  readonly title: string | null;
  readonly conceptSets: readonly ConceptSet[];
  readonly entry: Entry;
  /** Null where the key is absent; an empty group still makes the qualified limit apply. */
  readonly additional: CriteriaGroup | null;
  readonly qualifiedLimit: Limit;
  readonly rules: readonly InclusionRule[];
  readonly expressionLimit: Limit;
  readonly end: EndStrategy;
  readonly censoring: readonly Criterion[];
  readonly eraPad: number;
  readonly censorWindow: Period;
  /** The cohorts that criteria are stays in, read and checked, by name. */
  readonly references?: ReadonlyMap<string, CheckedExpression>;
}

export type ExpressionTree = Omit<CheckedExpression, 'raw'>;

export function readCohort(place: Place): ExpressionTree | null {
  const fields = fieldsAt(place, 'A cohort definition');
  if (fields === null) return null;
  const title = textAt(fields.take('Title'), 'Title');
  textAt(fields.take('cdmVersionRange'), 'cdmVersionRange');
  fields.take(ownKey);
  const entry = readEntry(required(fields, 'PrimaryCriteria', 'A cohort definition'));
  const additionalPlace = fields.take('AdditionalCriteria');
  const additional = additionalPlace && readGroup(additionalPlace, 1);
  const censorPlace = fields.take('CensorWindow');
  const tree = {
    title,
    conceptSets: readConceptSets(fields.take('ConceptSets')),
    additional,
    qualifiedLimit: readLimit(fields.take('QualifiedLimit'), 'QualifiedLimit'),
    rules: readRules(fields.take('InclusionRules')),
    expressionLimit: readLimit(fields.take('ExpressionLimit'), 'ExpressionLimit'),
    end: readEndStrategy(fields.take('EndStrategy')),
    censoring: listAt(fields.take('CensoringCriteria'), 'CensoringCriteria')
      .map((at) => readCriterion(at, 1))
      .filter((c) => c !== null),
    eraPad: readCollapse(fields.take('CollapseSettings')),
    censorWindow: (censorPlace && readPeriod(censorPlace, 'CensorWindow')) ?? { startDate: null, endDate: null },
  };
  // Circe reads past keys it does not know at the top of a definition, and so carries them along.
  fields.finish('warning');
  return entry && { ...tree, entry };
}

function readEntry(place: Place | null): Entry | null {
  if (place === null) return null;
  const fields = fieldsAt(place, 'PrimaryCriteria');
  if (fields === null) return null;
  const listPlace = required(fields, 'CriteriaList', 'PrimaryCriteria');
  const criteria = listAt(listPlace, 'CriteriaList of PrimaryCriteria')
    .map((at) => readCriterion(at, 1))
    .filter((c) => c !== null);
  const window = readObservationWindow(required(fields, 'ObservationWindow', 'PrimaryCriteria'));
  const limit = readLimit(fields.take('PrimaryCriteriaLimit'), 'PrimaryCriteriaLimit');
  fields.finish();
  if (Array.isArray(listPlace?.value) && listPlace.value.length === 0)
    invalid(listPlace, 'PrimaryCriteria has no criterion, so nothing can start the cohort. Add one.');
  return { path: place.path, criteria, ...window, limit };
}

function readObservationWindow(place: Place | null): { readonly priorDays: number; readonly postDays: number } {
  const fields = place && fieldsAt(place, 'ObservationWindow');
  if (fields === null) return { priorDays: 0, postDays: 0 };
  const days = (key: string) => integerAt(fields.take(key), `${key} of ObservationWindow`) ?? 0;
  const window = { priorDays: days('PriorDays'), postDays: days('PostDays') };
  fields.finish();
  return window;
}

/** Circe keeps one bit a rule in a 64-bit number. */
const mostRules = 62;

function readRules(place: Place | null): readonly InclusionRule[] {
  const places = listAt(place, 'InclusionRules');
  if (place !== null && places.length > mostRules) {
    unsupported(
      place,
      `There are ${places.length} inclusion rules; Circe's statistics hold ${mostRules}. Join rules into groups.`,
    );
    return [];
  }
  return places.map(readRule).filter((rule) => rule !== null);
}

function readRule(place: Place): InclusionRule | null {
  const fields = fieldsAt(place, 'An inclusion rule');
  if (fields === null) return null;
  const name = textAt(fields.take('name'), 'The name of an inclusion rule') ?? '';
  const description = textAt(fields.take('description'), 'The description of an inclusion rule');
  const groupPlace = required(fields, 'expression', 'An inclusion rule');
  const group = groupPlace && readGroup(groupPlace, 1);
  fields.finish();
  return group && { path: place.path, name, description, group };
}

function readCollapse(place: Place | null): number {
  const fields: Fields | null = place && fieldsAt(place, 'CollapseSettings');
  if (fields === null) return 0;
  wordAt(fields.take('CollapseType'), ['ERA'], 'CollapseType');
  const pad = integerAt(fields.take('EraPad'), 'EraPad') ?? 0;
  fields.finish();
  return pad;
}
