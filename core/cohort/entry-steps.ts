import { withCohorts } from './compile.ts';
import type { CheckedExpression } from './expression/cohort.ts';
import { setUses } from './expression/used-sets.ts';
import { addConceptSets } from './sql/concept-sets.ts';
import { eventsOf } from './sql/group.ts';
import { ruleColumn } from './sql/rules.ts';
import { createScope, type Scope } from './sql/scope.ts';

interface EntryNames {
  readonly found: string;
  readonly observed: string;
}

/** The steps that the entry events come through before any limit: those found, and those with enough observation. */
function addEntrySteps(scope: Scope, expression: CheckedExpression): EntryNames {
  const { entry, conceptSets } = expression;
  const used = new Set(
    setUses({ ...expression, additional: null, rules: [], censoring: [], end: { kind: 'observation' } }).map(
      ({ setId }) => setId,
    ),
  );
  if (used.size > 0)
    addConceptSets(
      scope,
      conceptSets.filter(({ id }) => used.has(id)),
    );
  const parts = entry.criteria.map((criterion) => {
    const { name } = eventsOf(scope, criterion);
    return `SELECT person_id, start_date FROM ${name}`;
  });
  const found = scope.steps.add({ name: 'found', note: 'entry events', body: parts.join('\nUNION ALL\n') });
  const { addDays } = scope.dialect;
  const observed = scope.steps.add({
    name: 'observed',
    note: 'those with enough observation around them',
    body: [
      'SELECT e.person_id',
      `FROM ${found} e`,
      `JOIN ${scope.table('observation_period')} op ON op.person_id = e.person_id`,
      '  AND e.start_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date',
      `  AND ${addDays('op.observation_period_start_date', entry.priorDays)} <= e.start_date`,
      `  AND ${addDays('e.start_date', entry.postDays)} <= op.observation_period_end_date`,
    ].join('\n'),
  });
  return { found, observed };
}

const scopeOf = (cdm: string) => createScope({ cdm, conceptSets: 'concept_sets', tables: new Set() });

/** One statement with rows of (step, events, persons) for `found` and `observed`. */
export function entryStepsQuery(expression: CheckedExpression, cdm = 'cdm'): string {
  const scope = withCohorts(scopeOf(cdm), expression);
  const { found, observed } = addEntrySteps(scope, expression);
  const counted = (step: string, from: string) =>
    `SELECT '${step}' AS step, count(*) AS events, count(DISTINCT person_id) AS persons FROM ${from}`;
  return scope.steps.with(`${counted('found', found)}\nUNION ALL\n${counted('observed', observed)}`);
}

export interface LostTables {
  readonly cdm: string;
  /** Persons to look for, as `person_id`. */
  readonly persons: string;
  /** The qualified events of the definition with a column a rule, as `compileStages` makes them. */
  readonly events: string;
}

/**
 * Where persons are lost on the way into a cohort, as rows of (step, persons): 0 without an entry event, 1 without
 * observation around it, 2 at the limit or restriction of the entry events, 3 and more at the rule of that number less 3,
 * counted from 0, by the event that passes most rules in a row; the last number is after all rules.
 */
export function lostQuery(expression: CheckedExpression, { cdm, persons, events }: LostTables): string {
  const scope = withCohorts(scopeOf(cdm), expression);
  const { found, observed } = addEntrySteps(scope, expression);
  const stopped = expression.rules.map((_, i) => `WHEN NOT ${ruleColumn(i)} THEN ${i}`).join(' ');
  const inARow = stopped === '' ? '0' : `CASE ${stopped} ELSE ${expression.rules.length} END`;
  return scope.steps.with(
    [
      'SELECT CASE WHEN f.person_id IS NULL THEN 0 WHEN o.person_id IS NULL THEN 1 WHEN q.person_id IS NULL THEN 2',
      '  ELSE 3 + q.in_a_row END AS step, count(*) AS persons',
      `FROM ${persons} p`,
      `LEFT JOIN (SELECT DISTINCT person_id FROM ${found}) f ON f.person_id = p.person_id`,
      `LEFT JOIN (SELECT DISTINCT person_id FROM ${observed}) o ON o.person_id = p.person_id`,
      `LEFT JOIN (SELECT person_id, max(${inARow}) AS in_a_row FROM ${events} GROUP BY person_id) q ON q.person_id = p.person_id`,
      'GROUP BY step',
      'ORDER BY step',
    ].join('\n'),
  );
}
