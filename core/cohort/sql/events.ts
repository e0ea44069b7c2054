import { domains } from '../criteria/domains.ts';
import type { CriteriaGroup, Criterion } from '../expression/criteria-tree.ts';
import type { CountColumn } from '../expression/occurrence.ts';
import { eventsQuery, isCorrelated } from './criterion.ts';
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
  const { sql, sortDate } = eventsQuery(scope, criterion, counted);
  const set = criterion.setId === null ? 'any concept' : `concept set ${criterion.setId}`;
  const first = criterion.first ? 'each person’s first ' : '';
  const asked = criterion.attributes.map(({ name }) => name);
  const base = scope.steps.add({
    name: `${domain.table}_events`,
    note: `${first}${domain.plural}, ${set}${asked.length > 0 ? ` (${asked.join(', ')})` : ''}`,
    body: sql,
  });
  if (!isCorrelated(criterion) || criterion.correlated === null) return { name: base, sortDate };
  const keys = groupKeys(scope, criterion.correlated, nestedIndex(scope, base));
  const name = scope.steps.add({
    name: `${base}_kept`,
    note: `those of ${base} around which all that is asked was found`,
    body: `SELECT e.*\nFROM ${base} e\nSEMI JOIN ${keys} k ON k.person_id = e.person_id AND k.event_id = e.event_id`,
  });
  return { name, sortDate };
}

/**
 * A criterion's events as index events: each with the observation period around it. Circe counts an event once for
 * every such period (and every row with its id), which is kept as `copies`.
 */
function nestedIndex(scope: Scope, events: string): Index {
  const name = scope.steps.add({
    name: `${events}_observed`,
    note: `${events} with the observation period around each`,
    body: [
      'SELECT e.person_id, e.event_id, e.start_date, e.end_date, e.visit_occurrence_id,',
      '  op.observation_period_start_date AS op_start_date, op.observation_period_end_date AS op_end_date,',
      '  count(*) OVER (PARTITION BY e.person_id, e.event_id) AS copies',
      `FROM ${events} e`,
      `JOIN ${scope.table('observation_period')} op ON op.person_id = e.person_id`,
      '  AND e.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date',
    ].join('\n'),
  });
  return { name, isNested: true, isOneAPerson: false };
}
