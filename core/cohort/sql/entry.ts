import type { CheckedExpression, Entry } from '../expression/cohort.ts';
import { isEmpty } from '../expression/criteria-tree.ts';
import type { Limit } from '../expression/limit.ts';
import { type Column, listed, type OrderKey, onlyRead } from './dialect.ts';
import type { Events } from './events.ts';
import { eventsOf } from './group.ts';
import { addNarrowed } from './narrow.ts';
import type { Scope } from './scope.ts';
import type { IsRead } from './statement.ts';

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

/** What events of a person may differ in that start on the same day in the same observation period. */
const differing = ['event_id', 'source_id', 'source', 'end_date', 'visit_occurrence_id', 'sort_date'];

/**
 * The order of a person's events: by date, then by the smaller event id. Where nothing is read that events of one date
 * and one observation period differ in, only the period needs to decide, and only where it is read.
 */
function ordered(date: OrderKey, lastly: readonly string[], isRead: IsRead): readonly OrderKey[] {
  if (date.sql === 'sort_date' || differing.some(isRead))
    return [date, ...[...ties, ...lastly].map((sql) => ({ sql }))];
  const period = isRead('op_start_date') ? ['op_end_date', 'op_start_date'] : ['op_end_date'].filter(isRead);
  return [{ ...date, isDate: true }, ...period.map((sql) => ({ sql, isDate: true }))];
}

/**
 * Events that a query finds, or each person's first or last of them; ties on the date go to the smaller event id, and
 * where it says no more, to the smaller of `lastly`. One event a person is told apart by the person.
 */
export function limited(
  { dialect }: Scope,
  limit: Limit,
  {
    columns,
    from,
    lastly = [],
  }: { readonly columns: readonly string[]; readonly from: string; readonly lastly?: readonly string[] },
): (isRead: IsRead) => string {
  const selected = columns.map(plain);
  return (isRead) => {
    if (limit === 'All') return `SELECT ${listed(onlyRead(selected, isRead))}\n${from}`;
    return dialect.firstRows({
      columns: onlyRead(selected, isRead).map((column) => (column.name === 'event_id' ? ownEvent : column)),
      from,
      order: ordered({ sql: 'start_date', latest: limit === 'Last' }, lastly, butEventId(isRead)),
    });
  };
}

const ownEvent = { sql: 'person_id', name: 'event_id' };
const butEventId =
  (isRead: IsRead): IsRead =>
  (column) =>
    column !== 'event_id' && isRead(column);

/**
 * Adds the entry events: all primary criteria's events with enough observation around them. `event_id` only tells them
 * apart; `source_id` is the event's id in its own table and `source` the number of its criterion, to put them in order.
 */
function addPrimary(scope: Scope, entry: Entry): string {
  const { dialect } = scope;
  const { name: observed, sortDate } = addObserved(scope, entry);
  const rest = [...ties, 'op_start_date'];
  if (entry.limit === 'All') {
    const order = ['start_date', ...rest, 'sort_date', 'visit_occurrence_id'].map(dialect.ascending);
    return scope.steps.add({
      name: 'entry_events',
      note: 'the events that start a cohort entry',
      body: (isRead) => {
        const number = isRead('event_id') ? `${dialect.rowId(order)} AS event_id, ` : '';
        return `SELECT ${number}${listed(onlyRead(entryColumns, isRead))}\nFROM ${observed}`;
      },
    });
  }
  return scope.steps.add({
    name: 'entry_events',
    note: `each person’s ${entry.limit.toLowerCase()} of them`,
    body: (isRead) =>
      dialect.firstRows({
        columns: onlyRead([ownEvent, ...entryColumns], isRead),
        from: `FROM ${observed}`,
        order: ordered({ sql: sortDate, latest: entry.limit === 'Last' }, ['op_start_date'], butEventId(isRead)),
      }),
  });
}

function addObserved(scope: Scope, entry: Entry) {
  const found = entry.criteria.map((criterion) => eventsOf(scope, criterion));
  const all = scope.steps.add({
    name: 'entry_candidates',
    note: 'events that may start a cohort entry',
    body: (isRead) => found.map((events, i) => candidates(events, i, isRead)).join('\nUNION ALL\n'),
  });
  const { addDays } = scope.dialect;
  const period = [
    { sql: 'op.observation_period_start_date', name: 'op_start_date' },
    { sql: 'op.observation_period_end_date', name: 'op_end_date' },
  ];
  const own = entryColumns
    .filter(({ name }) => !name.startsWith('op_'))
    .map(({ name }) => ({ sql: `e.${name}`, name }));
  const name = scope.steps.add({
    name: 'entry_observed',
    note: `those with ${entry.priorDays} days of observation before and ${entry.postDays} after`,
    // Numbering runs on one thread, so what comes before it is finished first.
    isMaterialized: 'OVER ()',
    body: (isRead) =>
      [
        `SELECT ${listed(onlyRead([...own, ...period], isRead))}`,
        `FROM ${all} e`,
        `JOIN ${scope.table('observation_period')} op ON op.person_id = e.person_id`,
        '  AND e.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date',
        ...(entry.priorDays === 0
          ? []
          : [`  AND ${addDays('op.observation_period_start_date', entry.priorDays)} <= e.start_date`]),
        ...(entry.postDays === 0
          ? []
          : [`  AND ${addDays('e.start_date', entry.postDays)} <= op.observation_period_end_date`]),
      ].join('\n'),
  });
  return { name, sortDate: found.every(({ sortDate }) => sortDate === 'start_date') ? 'start_date' : 'sort_date' };
}

function candidates({ name, sortDate }: Events, i: number, isRead: IsRead): string {
  const columns = [
    ...['person_id', 'start_date', 'end_date', 'visit_occurrence_id'].map(plain),
    { sql: sortDate, name: 'sort_date' },
    { sql: 'event_id', name: 'source_id' },
    { sql: String(i), name: 'source' },
  ];
  return `SELECT ${listed(onlyRead(columns, isRead))}\nFROM ${name}`;
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
  const index = { name: entry, isNested: false, isOneAPerson: expression.entry.limit !== 'All' };
  const kept = addNarrowed(scope, index, additional, 'entry events for which the additional criteria hold');
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
