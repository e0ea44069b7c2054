import { assertNever } from '../../../contract/failure.ts';
import { type CorrelatedCriterion, type CriteriaGroup, type Criterion, isEmpty } from '../expression/criteria-tree.ts';
import type { DemographicCriterion } from '../expression/demographic.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import { conceptConditions } from './concept-choice.ts';
import { listed } from './dialect.ts';
import { type Events, eventsWith, type Index } from './events.ts';
import type { Scope } from './scope.ts';
import { dateComparison, wholeComparison } from './value.ts';
import { windowBounds, windowConditions } from './window.ts';

/** A condition on the index event `e`, and the joins it needs. Joins never multiply or drop rows of `e`. */
export interface Test {
  readonly joins: readonly string[];
  readonly condition: string;
}

/** Adds the steps that find a criterion's events. Criteria that read the same share a step. */
export function eventsOf(scope: Scope, criterion: Criterion, counted: CountColumn | null = null): Events {
  return eventsWith(groupKeys, scope, criterion, counted);
}

/** Adds a step with the keys of index events for which a group holds. */
export function groupKeys(scope: Scope, group: CriteriaGroup, index: Index): string {
  const { joins, condition } = groupTest(scope, group, index);
  return scope.steps.add({
    name: `${index.name}_found`,
    note: `those of ${index.name} for which the criteria hold`,
    body: [
      `SELECT DISTINCT e.person_id, e.event_id`,
      `FROM ${index.name} e`,
      ...joinsOf([{ joins }]),
      `WHERE ${condition}`,
    ].join('\n'),
  });
}

/** Groups that lie deeper in each other get a step of their own: DuckDB plans one deep condition slowly. */
const deepestCondition = 8;

/** A group as a condition on its index events. `depth` says in how many others it lies within one condition. */
export function groupTest(scope: Scope, group: CriteriaGroup, index: Index, depth = 0): Test {
  if (isEmpty(group)) return { joins: [], condition: 'TRUE' };
  if (depth > deepestCondition) {
    const keys = groupKeys(scope, group, index);
    return { joins: [joinKeys(keys, index)], condition: `${keys}.event_id IS NOT NULL` };
  }
  const tests = [
    ...group.criteria.map((criterion) => correlatedTest(scope, criterion, index)),
    ...group.demographics.map((criterion) => demographicTest(scope, criterion, index)),
    ...group.groups.map((inner) => groupTest(scope, inner, index, depth + 1)),
  ];
  const empty = group.groups.filter(isEmpty).length;
  const conditions = tests.map(({ condition }) => condition);
  return { joins: tests.flatMap(({ joins }) => joins), condition: combined(group, conditions, index, empty) };
}

function combined(group: CriteriaGroup, conditions: readonly string[], index: Index, empty: number): string {
  const bracketed = conditions.map((condition) =>
    /^([\w.]+ IS (NOT )?NULL|TRUE)$/.test(condition) ? condition : `(${condition})`,
  );
  if (group.type === 'any') return bracketed.join(' OR ');
  if (group.type === 'all' && !index.isNested) return bracketed.join(' AND ');
  const held = bracketed.map((condition) => `CAST(${condition} AS INTEGER)`).join(' + ');
  // Circe counts what holds once a copy, and an empty inner group once more for every copy.
  const extra = index.isNested && empty > 0 ? ` + ${empty} * (e.copies - 1)` : '';
  const count = index.isNested ? `e.copies * (${held}${extra})` : held;
  switch (group.type) {
    case 'all':
      return `${count} = ${conditions.length}`;
    case 'atLeast':
      return `${count} >= ${group.count}`;
    case 'atMost':
      return `${count} <= ${group.count}`;
    default:
      return assertNever(group.type, 'type of a criteria group');
  }
}

/** The joins of several tests, each once; that with all persons, the largest, first, while the events are narrow. */
export function joinsOf(tests: readonly Pick<Test, 'joins'>[]): readonly string[] {
  const joins = [...new Set(tests.flatMap((test) => test.joins))];
  const isOfPersons = (join: string) => join.endsWith(' p ON p.person_id = e.person_id');
  return [...joins.filter(isOfPersons), ...joins.filter((join) => !isOfPersons(join))];
}

/** So many events in a window: turned into “its key is among those found” or “is not among those found”. */
function correlatedTest(scope: Scope, criterion: CorrelatedCriterion, index: Index): Test {
  const { type, count } = criterion.occurrence;
  if (type === 'atLeast' && count === 0) return { joins: [], condition: 'TRUE' };
  const none = count === 0;
  const negated = none || type === 'atMost';
  const edges = none || (type === 'atLeast' && count === 1) ? edgeTest(scope, criterion, index, negated) : null;
  if (edges !== null) return edges;
  const keys =
    none || (type === 'atLeast' && count === 1)
      ? anyKeys(scope, criterion, index)
      : countedKeys(scope, criterion, index);
  return {
    joins: [joinKeys(keys, index)],
    condition: `${keys}.event_id IS ${negated ? '' : 'NOT '}NULL`,
  };
}

/** A criterion that takes away the index events that it does not hold for. */
export interface Match {
  readonly note: string;
  /** The join to the index events `e`. */
  readonly join: string;
}

/** A criterion as such a join, on index events that are not nested; null where it is better told otherwise. */
export function correlatedMatch(scope: Scope, criterion: CorrelatedCriterion, index: Index): Match | null {
  const { type, count } = criterion.occurrence;
  if (index.isNested || (type === 'atLeast' && count === 0)) return null;
  const none = count === 0;
  const negated = none || type === 'atMost';
  const isAny = none || (type === 'atLeast' && count === 1);
  if (isAny && edgeTest(scope, criterion, index, negated) !== null) return null;
  const kind = negated ? 'ANTI' : 'SEMI';
  if (isAny) {
    const { note, from, all } = anyMatch(scope, criterion);
    return {
      note: `${negated ? 'without' : 'with'} ${note}`,
      join: `${kind} JOIN ${from} a ON ${all.join('\n  AND ')}`,
    };
  }
  const keys = countedKeys(scope, criterion, index);
  return {
    note: `${negated ? 'without' : 'with'} so many as asked`,
    join: `${kind} JOIN ${keys} k ON k.event_id = e.event_id`,
  };
}

/** The event id of a top-level index event is its own; nested ones are told apart within a person. */
function joinKeys(keys: string, index: Index): string {
  const person = index.isNested ? `${keys}.person_id = e.person_id AND ` : '';
  return `LEFT JOIN ${keys} ON ${person}${keys}.event_id = e.event_id`;
}

/**
 * Whether any event lies on one side of the index event: told by the first and last event of each observation period,
 * which takes one look a period instead of one a pair of events. Null where the question is another.
 */
function edgeTest(scope: Scope, criterion: CorrelatedCriterion, index: Index, negated: boolean): Test | null {
  const bounds = windowBounds(scope.dialect, criterion);
  if (index.isNested || index.isOneAPerson || criterion.restrictVisit || criterion.occurrence.distinct !== null)
    return null;
  if (bounds.length > 1) return null;
  const observed = !criterion.ignoreObservationPeriod;
  const edges = addEdges(scope, eventsOf(scope, criterion.criterion).name, observed ? index : null);
  const on = [
    `${edges}.person_id = e.person_id`,
    ...(observed ? [`${edges}.op_start_date = e.op_start_date`, `${edges}.op_end_date = e.op_end_date`] : []),
  ];
  const [bound] = bounds;
  const side = bound && `${edges}.${bound.sign === '<=' ? 'first' : 'last'}_${bound.event}`;
  return {
    joins: [`LEFT JOIN ${edges} ON ${on.join(' AND ')}`],
    condition: bound
      ? `(${side} ${bound.sign} ${bound.to}) IS ${negated ? 'NOT ' : ''}TRUE`
      : `${edges}.person_id IS ${negated ? '' : 'NOT '}NULL`,
  };
}

/** The edges in each observation period of the index events, or in each person. */
function addEdges(scope: Scope, events: string, index: Index | null): string {
  const dates = ['start_date', 'end_date'];
  const edges = [
    ...dates.map((date) => ({ sql: `min(a.${date})`, name: `first_${date}` })),
    ...dates.map((date) => ({ sql: `max(a.${date})`, name: `last_${date}` })),
  ];
  const key = index === null ? 'a.person_id' : 'p.person_id, p.op_start_date, p.op_end_date';
  const periods = index === null ? null : addPeriods(scope, index);
  return scope.steps.add({
    name: `${events}_edges`,
    note: `first and last of ${events} in each ${index === null ? 'person' : 'observation period'}`,
    body: (isRead) =>
      [
        `SELECT ${[key, ...edges.filter(({ name }) => isRead(name)).map((edge) => listed([edge]))].join(', ')}`,
        `FROM ${events} a`,
        ...(periods === null
          ? []
          : [
              `JOIN ${periods} p ON p.person_id = a.person_id`,
              '  AND a.start_date BETWEEN p.op_start_date AND p.op_end_date',
            ]),
        `GROUP BY ${key}`,
      ].join('\n'),
  });
}

function addPeriods(scope: Scope, { name }: Index): string {
  return scope.steps.add({
    name: `${name}_periods`,
    note: `the observation periods that ${name} lie in`,
    body: `SELECT DISTINCT person_id, op_start_date, op_end_date\nFROM ${name}`,
  });
}

interface Found {
  readonly note: string;
  readonly from: string;
  readonly conditions: readonly string[];
  readonly counted: string | null;
}

function match(scope: Scope, criterion: CorrelatedCriterion): Found {
  const distinct = criterion.occurrence.distinct;
  const own = distinct === 'START_DATE' ? 'start_date' : distinct === 'END_DATE' ? 'end_date' : null;
  const isVisit = distinct === 'VISIT_ID';
  const { name } = eventsOf(scope, criterion.criterion, own === null && !isVisit ? distinct : null);
  return {
    note: `${name} in the window`,
    from: name,
    conditions: ['a.person_id = e.person_id', ...windowConditions(scope.dialect, criterion)],
    counted: distinct === null ? null : `a.${own ?? (isVisit ? 'visit_occurrence_id' : 'counted')}`,
  };
}

function anyMatch(scope: Scope, criterion: CorrelatedCriterion) {
  const { note, from, conditions, counted } = match(scope, criterion);
  // Counting distinct values leaves missing ones out.
  return { note, from, all: counted === null ? conditions : [...conditions, `${counted} IS NOT NULL`] };
}

/** Keys with at least one event in the window. */
function anyKeys(scope: Scope, criterion: CorrelatedCriterion, index: Index): string {
  const { note, from, all } = anyMatch(scope, criterion);
  return scope.steps.add({
    name: 'any_found',
    note: `events of ${index.name} with any ${note}`,
    body: [
      index.isNested ? 'SELECT DISTINCT e.person_id, e.event_id' : 'SELECT e.event_id',
      `FROM ${index.name} e`,
      `SEMI JOIN ${from} a ON ${all.join('\n  AND ')}`,
    ].join('\n'),
  });
}

/** Keys with as many events as asked for; for “at most”, with more than allowed. */
function countedKeys(scope: Scope, criterion: CorrelatedCriterion, index: Index): string {
  const { note, from, conditions, counted } = match(scope, criterion);
  const { type, count } = criterion.occurrence;
  const copies = index.isNested && type === 'atMost' && counted === null ? ' * max(e.copies)' : '';
  const key = index.isNested ? 'e.person_id, e.event_id' : 'e.event_id';
  const sign = { exactly: '=', atLeast: '>=', atMost: '>' }[type];
  return scope.steps.add({
    name: 'count_found',
    note: `events of ${index.name} by the number of ${note}`,
    body: [
      `SELECT ${key}`,
      `FROM ${index.name} e`,
      `JOIN ${from} a ON ${conditions.join('\n  AND ')}`,
      `GROUP BY ${key}`,
      `HAVING ${enough(counted, `count(*)${copies}`, sign, count)}`,
    ].join('\n'),
  });
}

/** Two different values are there where the smallest is not the greatest, which takes no list of all values. */
function enough(counted: string | null, number: string, sign: string, count: number): string {
  if (counted === null) return `${number} ${sign} ${count}`;
  const isTwo = (sign === '>=' && count === 2) || (sign === '>' && count === 1);
  return isTwo ? `min(${counted}) < max(${counted})` : `count(DISTINCT ${counted}) ${sign} ${count}`;
}

/** What the person is at the index event's start; age is the year then less the year of birth. */
function demographicTest(scope: Scope, criterion: DemographicCriterion, index: Index): Test {
  const conditions = [
    'p.person_id IS NOT NULL',
    ...(criterion.age ? [wholeComparison('YEAR(e.start_date) - p.year_of_birth', criterion.age)] : []),
    ...conceptConditions(scope, 'p.gender_concept_id', criterion.gender),
    ...conceptConditions(scope, 'p.race_concept_id', criterion.race),
    ...conceptConditions(scope, 'p.ethnicity_concept_id', criterion.ethnicity),
    ...(criterion.occurrenceStartDate ? [dateComparison('e.start_date', criterion.occurrenceStartDate)] : []),
    ...(criterion.occurrenceEndDate ? [dateComparison('e.end_date', criterion.occurrenceEndDate)] : []),
  ];
  const join = `LEFT JOIN ${scope.table('person')} p ON p.person_id = e.person_id`;
  const asColumn = scope.dialect.hasSubqueriesInColumns || !usesSets(criterion);
  if ((!index.isNested || index.hasOwnIds) && asColumn)
    return { joins: [join], condition: `(${conditions.join(' AND ')}) IS TRUE` };
  const keys = scope.steps.add({
    name: 'person_found',
    note: `events of ${index.name} whose person is as asked`,
    body: [
      'SELECT DISTINCT e.person_id, e.event_id',
      `FROM ${index.name} e`,
      join.replace('LEFT JOIN', 'JOIN'),
      `WHERE ${conditions.join('\n  AND ')}`,
    ].join('\n'),
  });
  return {
    joins: [joinKeys(keys, index)],
    condition: `${keys}.event_id IS NOT NULL`,
  };
}

const usesSets = ({ gender, race, ethnicity }: DemographicCriterion) =>
  [gender, race, ethnicity].some(({ set }) => set !== null && set.setId !== null);
