import type { CheckedExpression, Entry } from '../expression/cohort.ts';
import { isEmpty } from '../expression/criteria-tree.ts';
import type { Limit } from '../expression/limit.ts';
import { type Column, listed } from './dialect.ts';
import { eventsOf, groupTest } from './group.ts';
import type { Scope } from './scope.ts';

const plain = (name: string): Column => ({ sql: name, name });

/** What is known of an entry event besides its `event_id`. */
const entryColumns = [
  'person_id',
  'start_date',
  'end_date',
  'visit_occurrence_id',
  'sort_date',
  'source_id',
  'source',
  'op_start_date',
  'op_end_date',
].map(plain);

/** What puts events of one date in order; where observation periods overlap, an event is there once for each. */
const ties = ['source_id', 'source', 'end_date', 'op_end_date'];

/**
 * Events that a query finds, or each person's first or last of them; ties on the date go to the smaller event id, and
 * where it says no more, to the smaller of `lastly`.
 */
export function limited(
  { dialect }: Scope,
  limit: Limit,
  {
    columns,
    from,
    lastly = [],
  }: { readonly columns: readonly string[]; readonly from: string; readonly lastly?: readonly string[] },
): string {
  const selected = columns.map(plain);
  if (limit === 'All') return `SELECT ${listed(selected)}\n${from}`;
  const date = { sql: 'start_date', latest: limit === 'Last' };
  return dialect.firstRows({ columns: selected, from, order: [date, ...[...ties, ...lastly].map((sql) => ({ sql }))] });
}

/**
 * Adds the entry events: all primary criteria's events with enough observation around them. `event_id` only tells them
 * apart; `source_id` is the event's id in its own table and `source` the number of its criterion, to put them in order.
 */
function addPrimary(scope: Scope, entry: Entry): string {
  const { dialect } = scope;
  const observed = addObserved(scope, entry);
  const rest = [...ties, 'op_start_date'];
  if (entry.limit === 'All') {
    const order = ['start_date', ...rest, 'sort_date', 'visit_occurrence_id'].map(dialect.ascending);
    return scope.steps.add({
      name: 'entry_events',
      note: 'the same, numbered',
      body: `SELECT ${dialect.rowId(order)} AS event_id, ${listed(entryColumns)}\nFROM ${observed}`,
    });
  }
  return scope.steps.add({
    name: 'entry_events',
    note: `each person’s ${entry.limit.toLowerCase()} of them`,
    body: dialect.firstRows({
      columns: [{ sql: 'person_id', name: 'event_id' }, ...entryColumns],
      from: `FROM ${observed}`,
      order: [{ sql: 'sort_date', latest: entry.limit === 'Last' }, ...rest.map((sql) => ({ sql }))],
    }),
  });
}

function addObserved(scope: Scope, entry: Entry): string {
  const parts = entry.criteria.map((criterion, i) => {
    const { name, sortDate } = eventsOf(scope, criterion);
    return `SELECT person_id, start_date, end_date, visit_occurrence_id, ${sortDate} AS sort_date, event_id AS source_id, ${i} AS source\nFROM ${name}`;
  });
  const all = scope.steps.add({
    name: 'entry_candidates',
    note: 'events that may start a cohort entry',
    body: parts.join('\nUNION ALL\n'),
  });
  return scope.steps.add({
    name: 'entry_observed',
    note: `those with ${entry.priorDays} days of observation before and ${entry.postDays} after`,
    // Numbering runs on one thread, so what comes before it is finished first.
    isMaterialized: entry.limit === 'All',
    body: [
      'SELECT e.*, op.observation_period_start_date AS op_start_date, op.observation_period_end_date AS op_end_date',
      `FROM ${all} e`,
      `JOIN ${scope.table('observation_period')} op ON op.person_id = e.person_id`,
      '  AND e.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date',
      ...(entry.priorDays === 0
        ? []
        : [`  AND ${scope.dialect.addDays('op.observation_period_start_date', entry.priorDays)} <= e.start_date`]),
      ...(entry.postDays === 0
        ? []
        : [`  AND ${scope.dialect.addDays('e.start_date', entry.postDays)} <= op.observation_period_end_date`]),
    ].join('\n'),
  });
}

/** The qualified limit counts only where additional criteria are there, even empty ones. */
export function hasOneEventAPerson({ entry, additional, qualifiedLimit }: CheckedExpression): boolean {
  return entry.limit !== 'All' || (additional !== null && qualifiedLimit !== 'All');
}

/** Adds the qualified events. */
export function addQualified(scope: Scope, expression: CheckedExpression): string {
  const entry = addPrimary(scope, expression.entry);
  const { additional, qualifiedLimit } = expression;
  if (additional === null || (isEmpty(additional) && qualifiedLimit === 'All')) return entry;
  const { joins, condition } = groupTest(scope, additional, {
    name: entry,
    isNested: false,
    isOneAPerson: expression.entry.limit !== 'All',
  });
  const kept = scope.steps.add({
    name: 'qualified_candidates',
    note: 'entry events for which the additional criteria hold',
    body: [`SELECT e.*`, `FROM ${entry} e`, ...new Set(joins), `WHERE ${condition}`].join('\n'),
  });
  if (qualifiedLimit === 'All') return kept;
  return scope.steps.add({
    name: 'qualified_events',
    note: `each person’s ${qualifiedLimit.toLowerCase()} of them`,
    body: limited(scope, qualifiedLimit, {
      columns: ['event_id', ...entryColumns.map(({ name }) => name)],
      from: `FROM ${kept}`,
      lastly: ['op_start_date'],
    }),
  });
}
