import type { Domain, JoinedTable } from '../criteria/domain.ts';
import { domains } from '../criteria/domains.ts';
import { type Criterion, isEmpty } from '../expression/criteria-tree.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import type { Period } from '../expression/period.ts';
import { attributeOf, columnsOf, conditionsOf } from './attribute.ts';
import { type Column, type Dialect, listed, onlyRead, written } from './dialect.ts';
import { conceptsOf, type Scope } from './scope.ts';
import { columnsReadBy, type IsRead, indent } from './statement.ts';
import { dateLiteral } from './value.ts';

/** Events of a criterion: person_id, event_id, start_date, end_date, visit_occurrence_id, and what is asked for. */
export interface EventsQuery {
  /** With the columns that are read. */
  readonly sql: (isRead: IsRead) => string;
  readonly columns: readonly string[];
  /** What a primary criterion's events are put in order by: the period's own start where the user set another. */
  readonly sortDate: string;
}

/**
 * A criterion's events before anything is asked around them. `counted` adds the column that “distinct” counts, under
 * the name `counted`.
 */
export function eventsQuery(scope: Scope, criterion: Criterion, counted: CountColumn | null): EventsQuery {
  const domain = domains[criterion.domain];
  const outer = outerParts(scope, domain, criterion, counted);
  const inner = innerQuery(scope, domain, criterion, new Set(outer.columns));
  const columns = outer.selected.map(({ name }) => name);
  if (outer.isPlain) return { sql: inner, columns, sortDate: 'start_date' };
  const where = outer.conditions.length > 0 ? `\nWHERE ${outer.conditions.join('\n  AND ')}` : '';
  const sql = (isRead: IsRead) => {
    const select = `SELECT ${listed(onlyRead(outer.selected, isRead))}`;
    const from = inner(columnsReadBy([select, ...outer.joins, where]));
    return [select, `FROM (\n${indent(from)}\n) c`, ...outer.joins].join('\n') + where;
  };
  return { sql, columns, sortDate: outer.sortDate };
}

interface OuterParts {
  readonly columns: readonly string[];
  readonly joins: readonly string[];
  readonly conditions: readonly string[];
  readonly selected: readonly Column[];
  /** Nothing is asked that the domain's table alone does not say. */
  readonly isPlain: boolean;
  readonly sortDate: string;
}

function outerParts(scope: Scope, domain: Domain, criterion: Criterion, counted: CountColumn | null): OuterParts {
  const values = criterion.attributes.map((value) => ({ value, attribute: attributeOf(domain, value) }));
  const period = values.map(({ value }) => (value.kind === 'period' ? value.period : null)).find((p) => p !== null);
  const joined = new Set(values.map(({ attribute }) => ('join' in attribute ? attribute.join : undefined)));
  const conditions = values.flatMap(({ value }) => conditionsOf(scope, domain, value));
  if (criterion.dateAdjustment !== null && domain.adjustable !== 'ignored')
    conditions.unshift('c.end_date >= c.start_date');
  const count = counted === null ? null : countedSql(scope.dialect, domain, counted, period ?? null);
  const joins = joinsOf(scope, joined);
  return {
    columns: [...values.flatMap(({ attribute }) => columnsOf(attribute)), ...(count?.columns ?? []), ...keysOf(joined)],
    joins,
    conditions,
    selected: [
      { sql: 'c.person_id', name: 'person_id' },
      { sql: 'c.event_id', name: 'event_id' },
      { sql: period ? startOf(period) : 'c.start_date', name: 'start_date' },
      { sql: period ? endOf(period) : 'c.end_date', name: 'end_date' },
      { sql: 'c.visit_occurrence_id', name: 'visit_occurrence_id' },
      ...(count === null ? [] : [{ sql: count.sql, name: 'counted' }]),
      ...(period ? [{ sql: 'c.start_date', name: 'sort_date' }] : []),
    ],
    isPlain: conditions.length + joins.length === 0 && count === null && !period,
    sortDate: period ? 'sort_date' : 'start_date',
  };
}

const startOf = ({ startDate }: Period) => (startDate === null ? 'c.start_date' : dateLiteral(startDate));
const endOf = ({ endDate }: Period) => (endDate === null ? 'c.end_date' : dateLiteral(endDate));

function countedSql(dialect: Dialect, domain: Domain, counted: CountColumn, period: Period | null) {
  const found = domain.counted[counted];
  if (found === undefined) return null;
  const start = period ? startOf(period) : 'c.start_date';
  const end = period ? endOf(period) : 'c.end_date';
  return { ...found, sql: written(found.sql, dialect).replace('{start}', start).replace('{end}', end) };
}

function keysOf(joined: ReadonlySet<JoinedTable | undefined>): readonly string[] {
  return [...(joined.has('provider') ? ['provider_id'] : []), ...(joined.has('careSite') ? ['care_site_id'] : [])];
}

function joinsOf(scope: Scope, joined: ReadonlySet<JoinedTable | undefined>): readonly string[] {
  const joins: string[] = [];
  if (joined.has('person')) joins.push(`JOIN ${scope.table('person')} p ON p.person_id = c.person_id`);
  if (joined.has('visit'))
    joins.push(
      `JOIN ${scope.table('visit_occurrence')} v ON v.visit_occurrence_id = c.visit_occurrence_id AND v.person_id = c.person_id`,
    );
  if (joined.has('careSite')) joins.push(`JOIN ${scope.table('care_site')} cs ON cs.care_site_id = c.care_site_id`);
  if (joined.has('provider')) joins.push(`LEFT JOIN ${scope.table('provider')} pr ON pr.provider_id = c.provider_id`);
  return joins;
}

function innerQuery(
  scope: Scope,
  domain: Domain,
  criterion: Criterion,
  columns: ReadonlySet<string>,
): (isRead: IsRead) => string {
  const { dialect } = scope;
  const [start, end] = datesOf(dialect, domain, criterion);
  const more = [...columns].filter((name) => name !== domain.visitId && !name.endsWith('visit_occurrence_id'));
  const selected = [
    { sql: 'person_id', name: 'person_id' },
    { sql: domain.eventId, name: 'event_id' },
    { sql: start, name: 'start_date' },
    { sql: end, name: 'end_date' },
    { sql: domain.visitId ?? 'CAST(NULL AS BIGINT)', name: 'visit_occurrence_id' },
    ...more.map((name) => ({ sql: name, name })),
  ];
  const conditions: string[] = [];
  if (criterion.setId !== null) conditions.push(`${domain.concept} IN ${conceptsOf(scope, criterion.setId)}`);
  if (criterion.sourceSetId !== null)
    conditions.push(`${domain.source?.column} IN ${conceptsOf(scope, criterion.sourceSetId)}`);
  for (const name of domain.alsoReads ?? []) scope.table(name);
  const table = criterion.cohort === undefined ? scope.table(domain.table) : scope.cohort(criterion.cohort);
  const where = conditions.length > 0 ? `\nWHERE ${conditions.join('\n  AND ')}` : '';
  const from = `FROM ${domain.from?.replaceAll('{cdm}', scope.cdm) ?? table}${where}`;
  return (isRead) => {
    const read = onlyRead(selected, isRead);
    if (!criterion.first) return `SELECT ${listed(read)}\n${from}`;
    // The event's id decides between events of one date, and nothing where only the date is read.
    const isDateAlone = read.every(({ sql }) => sql === 'person_id' || sql === domain.start);
    const order = isDateAlone
      ? [{ sql: domain.start, isDate: true }]
      : [{ sql: domain.start }, { sql: domain.eventId }];
    return dialect.firstRows({ columns: read, from, order });
  };
}

function datesOf(dialect: Dialect, domain: Domain, { dateAdjustment }: Criterion): readonly [string, string] {
  const [start, end] = [domain.start, written(domain.end, dialect)];
  if (dateAdjustment === null || domain.adjustable === 'ignored') return [start, end];
  const { startWith, startOffset, endWith, endOffset } = dateAdjustment;
  const full = domain.adjustable === 'full';
  const from = full && startWith === 'END_DATE' ? end : start;
  const to = full && endWith === 'START_DATE' ? start : end;
  return [dialect.addDays(from, startOffset), dialect.addDays(to, endOffset)];
}

/** Whether something must be found around a criterion's events. */
export function isCorrelated(criterion: Criterion): boolean {
  return criterion.correlated !== null && !isEmpty(criterion.correlated);
}
