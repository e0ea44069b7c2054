import type { Domain, JoinedTable } from '../criteria/domain.ts';
import { domains } from '../criteria/domains.ts';
import { type Criterion, isEmpty } from '../expression/criteria-tree.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import type { Period } from '../expression/period.ts';
import { attributeOf, columnsOf, conditionsOf } from './attribute.ts';
import { type Dialect, listed, written } from './dialect.ts';
import { conceptsOf, type Scope } from './scope.ts';
import { indent } from './statement.ts';
import { dateLiteral } from './value.ts';

/** Events of a criterion: person_id, event_id, start_date, end_date, visit_occurrence_id, and what is asked for. */
export interface EventsQuery {
  readonly sql: string;
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
  const columns = new Set([...outer.columns]);
  const inner = innerQuery(scope, domain, criterion, columns);
  const plain = outer.conditions.length + outer.joins.length === 0 && outer.selected.length === 0;
  if (plain) return { sql: inner, sortDate: 'start_date' };
  const where = outer.conditions.length > 0 ? `\nWHERE ${outer.conditions.join('\n  AND ')}` : '';
  const selected = outer.selected.length > 0 ? outer.selected : ['c.start_date', 'c.end_date'];
  const sql = [
    `SELECT c.person_id, c.event_id, ${selected.join(', ')}, c.visit_occurrence_id${outer.extra}`,
    `FROM (\n${indent(inner)}\n) c`,
    ...outer.joins,
  ].join('\n');
  return { sql: `${sql}${where}`, sortDate: outer.sortDate };
}

interface OuterParts {
  readonly columns: readonly string[];
  readonly joins: readonly string[];
  readonly conditions: readonly string[];
  readonly selected: readonly string[];
  readonly extra: string;
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
  const substitutes = period ? [`${startOf(period)} AS start_date`, `${endOf(period)} AS end_date`] : [];
  const extra = [count && `, ${count.sql} AS counted`, period && ', c.start_date AS sort_date']
    .filter(Boolean)
    .join('');
  return {
    columns: [...values.flatMap(({ attribute }) => columnsOf(attribute)), ...(count?.columns ?? []), ...keysOf(joined)],
    joins: joinsOf(scope, joined),
    conditions,
    selected: count !== null && substitutes.length === 0 ? ['c.start_date', 'c.end_date'] : substitutes,
    extra,
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

function innerQuery(scope: Scope, domain: Domain, criterion: Criterion, columns: ReadonlySet<string>): string {
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
  if (!criterion.first) return `SELECT ${listed(selected)}\n${from}`;
  return dialect.firstRows({ columns: selected, from, order: [{ sql: domain.start }, { sql: domain.eventId }] });
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
