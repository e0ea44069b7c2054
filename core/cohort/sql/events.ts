import { domains } from '../criteria/domains.ts';
import type { CriteriaGroup, Criterion } from '../expression/criteria-tree.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import { eventsQuery, isCorrelated } from './criterion.ts';
import { listed, onlyRead } from './dialect.ts';
import type { Scope } from './scope.ts';

/** A step that holds a criterion's events, with whatever must be found around each of them already applied. */
export interface Events {
  readonly name: string;
  readonly sortDate: string;
}

/**
 * Index events that a group looks around: rows of person_id, event_id, start_date, end_date, visit_occurrence_id,
 * op_start_date and op_end_date. A nested index may hold a key (person_id, event_id) more than once: `copies` says how often.
 */
export interface Index {
  readonly name: string;
  readonly isNested: boolean;
  /** Whether a person has one event at most, so that looking at all of a person's events takes one look each. */
  readonly isOneAPerson: boolean;
  /** Whether events of a person with the same start, in the same observation period, are alike in all that is asked. */
  readonly isByStart?: boolean;
  /** Whether rows with the same key are one event in several observation periods, and alike in all else. */
  readonly hasOwnIds?: boolean;
}

export type GroupKeys = (scope: Scope, group: CriteriaGroup, index: Index) => string;

/** Adds the steps that find a criterion's events; what finds the keys of a group's index events is handed in. */
export function eventsWith(
  groupKeys: GroupKeys,
  scope: Scope,
  criterion: Criterion,
  counted: CountColumn | null,
): Events {
  const domain = domains[criterion.domain];
  const { sql, columns, sortDate } = eventsQuery(scope, criterion, counted);
  const set = criterion.setId === null ? 'any concept' : `concept set ${criterion.setId}`;
  const first = criterion.first ? 'each person’s first ' : '';
  const asked = criterion.attributes.map(({ name }) => name);
  const base = scope.steps.add({
    name: `${domain.table}_events`,
    note: `${first}${domain.plural}, ${set}${asked.length > 0 ? ` (${asked.join(', ')})` : ''}`,
    body: sql,
  });
  if (!isCorrelated(criterion) || criterion.correlated === null) return { name: base, sortDate };
  const keys = groupKeys(scope, criterion.correlated, nestedIndex(scope, base, criterion));
  const name = scope.steps.add({
    name: `${base}_kept`,
    note: `those of ${base} around which all that is asked was found`,
    body: (isRead) => {
      const read = columns.filter((column) => column === 'person_id' || isRead(column)).map((column) => `e.${column}`);
      const on = `k.person_id = e.person_id${criterion.first ? '' : ' AND k.event_id = e.event_id'}`;
      return `SELECT ${read.join(', ')}\nFROM ${base} e\nSEMI JOIN ${keys} k ON ${on}`;
    },
  });
  return { name, sortDate };
}

/**
 * A criterion's events as index events: each with the observation period around it. Circe counts an event once for
 * every such period (and every row with its id), which is kept as `copies`. A person's first event is told by the person.
 */
function nestedIndex(scope: Scope, events: string, { first, domain }: Criterion): Index {
  const { steps } = scope;
  const columns = [
    { sql: 'e.person_id', name: 'person_id' },
    { sql: first ? 'e.person_id' : 'e.event_id', name: 'event_id' },
    ...['start_date', 'end_date', 'visit_occurrence_id'].map((name) => ({ sql: `e.${name}`, name })),
    { sql: 'op.observation_period_start_date', name: 'op_start_date' },
    { sql: 'op.observation_period_end_date', name: 'op_end_date' },
  ];
  const around = steps.add({
    name: `${events}_around`,
    note: `${events} with the observation period around each`,
    body: (isRead) =>
      [
        `SELECT ${listed(onlyRead(columns, isRead))}`,
        `FROM ${events} e`,
        `JOIN ${scope.table('observation_period')} op ON op.person_id = e.person_id`,
        '  AND e.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date',
      ].join('\n'),
  });
  const key = first ? 'person_id' : 'person_id, event_id';
  const several = steps.add({
    name: `${events}_several`,
    note: `those of ${events} that lie in several`,
    body: `SELECT ${key}, count(*) AS copies\nFROM ${around}\nGROUP BY ${key}\nHAVING count(*) > 1`,
  });
  const name = steps.add({
    name: `${events}_observed`,
    note: `${events} with the observation period around each, and how many there are`,
    body: (isRead) =>
      [
        `SELECT ${onlyRead(columns, isRead)
          .map((column) => `e.${column.name}`)
          .join(', ')}, COALESCE(s.copies, 1) AS copies`,
        `FROM ${around} e`,
        `LEFT JOIN ${several} s ON s.person_id = e.person_id${first ? '' : ' AND s.event_id = e.event_id'}`,
      ].join('\n'),
  });
  return { name, isNested: true, isOneAPerson: false, hasOwnIds: first || domains[domain].uniqueEventId !== false };
}
