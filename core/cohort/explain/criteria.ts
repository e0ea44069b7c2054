import { domains } from '../criteria/domains.ts';
import { type CorrelatedCriterion, type CriteriaGroup, type Criterion, isEmpty } from '../expression/criteria-tree.ts';
import type { DateAdjustment } from '../expression/date-adjustment.ts';
import type { DemographicCriterion } from '../expression/demographic.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import { attributeText, choiceText } from './attribute.ts';
import { windowText } from './window.ts';
import { andList, dateRange, dayCount, numberRange, orList, type SetNames } from './wording.ts';

// Criteria hold groups and groups hold criteria, so the words for both stand in one file.

/** “first condition occurrence of “Sinusitis” with age at least 18”, without an article. `many` gives the plural. */
export function criterionText(criterion: Criterion, names: SetNames, many = false): string {
  const domain = domains[criterion.domain];
  const noun = `${criterion.first ? 'first ' : ''}${many ? domain.plural : domain.label}`;
  const withParts = criterion.attributes.map((value) => attributeText(criterion, value, names));
  const parts = [
    noun + ofSets(criterion, names),
    withParts.length > 0 ? `with ${andList(withParts)}` : '',
    criterion.dateAdjustment && domain.adjustable !== 'ignored' ? adjustmentText(criterion.dateAdjustment) : '',
  ];
  const text = parts.filter(Boolean).join(' ');
  const { correlated } = criterion;
  if (correlated === null || isEmpty(correlated)) return text;
  return `${text}, such that around it ${groupClause(correlated, names)}`;
}

function ofSets({ setId, sourceSetId }: Criterion, names: SetNames): string {
  const standard = setId === null ? '' : ` of ${names(setId)}`;
  return sourceSetId === null ? standard : `${standard} with a source concept in ${names(sourceSetId)}`;
}

function adjustmentText({ startWith, startOffset, endWith, endOffset }: DateAdjustment): string {
  const point = (offset: number, from: string) => {
    const anchor = `its own ${from === 'START_DATE' ? 'start' : 'end'}`;
    if (offset === 0) return anchor;
    return `${dayCount(Math.abs(offset))} ${offset < 0 ? 'before' : 'after'} ${anchor}`;
  };
  return `(taken to run from ${point(startOffset, startWith)} to ${point(endOffset, endWith)})`;
}

/** The criterion's text with “a”, “an” or “the” before it. */
export function withArticle(criterion: Criterion, names: SetNames): string {
  const text = criterionText(criterion, names);
  if (criterion.first) return `the ${text}`;
  return /^[aeiou]/.test(text) ? `an ${text}` : `a ${text}`;
}

/** One condition of a group. */
export interface Member {
  readonly path: string;
  readonly text: string;
  readonly group: CriteriaGroup | null;
}

export function membersOf(group: CriteriaGroup, names: SetNames): readonly Member[] {
  return [
    ...group.criteria.map((one) => ({ path: one.path, text: correlatedText(one, names), group: null })),
    ...group.demographics.map((one) => ({ path: one.path, text: demographicText(one, names), group: null })),
    ...group.groups.map((one) => ({ path: one.path, text: leadOf(one), group: one })),
  ];
}

/** How many of a group’s conditions must hold. */
export function leadOf({ type, count, ...group }: CriteriaGroup): string {
  const total = group.criteria.length + group.demographics.length + group.groups.length;
  if (total === 0) return 'nothing more is asked';
  if (type === 'all') return total === 1 ? 'this holds' : `all ${total} of these hold`;
  if (type === 'any') return `at least one of these ${total} holds`;
  return `${type === 'atLeast' ? 'at least' : 'at most'} ${count} of these ${total} hold`;
}

/** A group in the middle of a sentence. */
export function groupClause(group: CriteriaGroup, names: SetNames): string {
  const members = membersOf(group, names).map(({ text, group: inner }) =>
    inner === null ? text : isEmpty(inner) ? text : `(${groupClause(inner, names)})`,
  );
  if (group.type === 'all') return andList(members);
  if (group.type === 'any') return orList(members);
  return `${leadOf(group)}: ${members.join('; ')}`;
}

const columnNames: Readonly<Record<CountColumn, string>> = {
  DAYS_SUPPLY: 'days of supply',
  DOMAIN_CONCEPT: 'concepts',
  DOMAIN_SOURCE_CONCEPT: 'source concepts',
  DURATION: 'durations',
  END_DATE: 'end dates',
  ERA_OCCURRENCES: 'numbers of occurrences',
  GAP_DAYS: 'gap days',
  QUANTITY: 'quantities',
  RANGE_HIGH: 'upper limits of normal',
  RANGE_LOW: 'lower limits of normal',
  REFILLS: 'refills',
  START_DATE: 'start dates',
  UNIT: 'units',
  VALUE_AS_NUMBER: 'values',
  VISIT_ID: 'visits',
  VISIT_DETAIL_ID: 'visit details',
};

function correlatedText(correlated: CorrelatedCriterion, names: SetNames): string {
  const { criterion, occurrence } = correlated;
  const { type, count, distinct } = occurrence;
  const window = windowText(correlated);
  const one = criterionText(criterion, names);
  if (count === 0 && type !== 'atLeast') return `there is no ${one} ${window}`;
  const how = { exactly: 'exactly', atLeast: 'at least', atMost: 'at most' }[type];
  if (distinct !== null) {
    const events = domains[criterion.domain].plural;
    const rest = criterionText(criterion, names, true);
    return `there are ${how} ${count} different ${columnNames[distinct]} among the ${rest || events} ${window}`;
  }
  if (count === 1) return `there is ${how} 1 ${one} ${window}`;
  return `there are ${how} ${count} ${criterionText(criterion, names, true)} ${window}`;
}

function demographicText(criterion: DemographicCriterion, names: SetNames): string {
  const parts = [
    criterion.age ? `age ${numberRange(criterion.age)} at the event (by year of birth)` : '',
    choiceText('gender', criterion.gender, false, names),
    choiceText('race', criterion.race, false, names),
    choiceText('ethnicity', criterion.ethnicity, false, names),
    criterion.occurrenceStartDate ? `an event starting ${dateRange(criterion.occurrenceStartDate)}` : '',
    criterion.occurrenceEndDate ? `an event ending ${dateRange(criterion.occurrenceEndDate)}` : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'the person is known' : `the person has ${andList(parts)}`;
}
