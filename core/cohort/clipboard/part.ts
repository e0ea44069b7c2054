import { criterionNames } from '../criteria/domain.ts';
import { isObject } from '../outline/spot.ts';

/** What a piece of Circe JSON is: a criterion by itself, one counted in a group, … */
export type PartKind = 'event' | 'counted' | 'demographic' | 'group' | 'rule' | 'conceptSet' | 'definition';

const demographicKeys = /^(Age|(Gender|Race|Ethnicity)(CS)?|Occurrence(Start|End)Date)$/;
const groupKeys = ['CriteriaList', 'DemographicCriteriaList', 'Groups'];

const holds = (value: Record<string, unknown>, keys: readonly string[]) =>
  keys.some((key) => Object.hasOwn(value, key));

/** What a JSON value is by its keys; null where it is no part of a cohort definition. */
export function kindOfPart(value: unknown): PartKind | null {
  if (!isObject(value)) return null;
  if (holds(value, ['PrimaryCriteria'])) return 'definition';
  if (holds(value, ['Criteria'])) return 'counted';
  if (isObject(value.expression)) return Array.isArray(value.expression.items) ? 'conceptSet' : 'rule';
  if (holds(value, criterionNames)) return 'event';
  if (holds(value, groupKeys)) return 'group';
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => demographicKeys.test(key)) ? 'demographic' : null;
}

/** How a part is spoken of. */
export const partNames: Readonly<Record<PartKind, string>> = {
  event: 'a criterion',
  counted: 'a criterion',
  demographic: 'a demographic criterion',
  group: 'a group of criteria',
  rule: 'an inclusion rule',
  conceptSet: 'a concept set',
  definition: 'a whole cohort definition',
};
