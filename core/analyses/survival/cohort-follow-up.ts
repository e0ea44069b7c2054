import { Failure } from '../../../contract/failure.ts';
import { literal } from '../../engine/sql-text.ts';
import { cdmTables, needTable } from '../cdm-tables.ts';
import { fillSql } from '../fill-sql.ts';
import type { AnalysisCall, CohortsInput } from '../input.ts';
import { deathsSql, outcomeSql } from '../outcome-of-persons.ts';
import entriesSql from './entries-of-cohorts.sql?raw';
import eventsSql from './events-of-cohorts.sql?raw';
import type { FollowUp } from './follow-up.ts';
import type { SurvivalParams } from './spec.ts';

const fates = {
  event: 1,
  unobserved: 2,
  outcomeBefore: 3,
  diedBefore: 4,
} as const;

type Entries = {
  readonly stratum: number;
  readonly entries: number;
  readonly persons: number;
  readonly shared: number;
};

/** Follows each person of each cohort from the first entry; cohorts are the groups. */
export async function cohortFollowUp(call: AnalysisCall<SurvivalParams> & { input: CohortsInput }): Promise<FollowUp> {
  const { params, input, connection, context } = call;
  const tables = await cdmTables(connection);
  needTable(tables, 'observation_period', 'survival needs it to know until when each person was observed');
  const hasDeath = tables.has('death');
  const outcome = outcomeSql(params.outcome, input, {
    tables,
    whyNot: 'is itself one of the cohorts followed, so everybody would have it on day 0.',
  });
  const entries = input.cohorts.map(entrySql).join('\nUNION ALL\n');

  const countSql = fillSql(entriesSql, { entries });
  const counts = await connection.rows<Entries>(countSql, [], context);
  input.cohorts.forEach((cohort, i) => {
    if (!counts.some((row) => row.stratum === i)) throw emptyCohort(cohort.name);
  });
  const followSql = fillSql(eventsSql, {
    entries,
    death: deathsSql(tables),
    outcome,
    excludePrior: literal(params.priorOutcome === 'exclude'),
    horizon: literal(params.horizonDays ?? null),
  });
  const { values } = await connection.numbers(followSql, [], context);
  const strata = input.cohorts.map(({ name }, i) => ({ name, table: eventsOf(values, i) }));
  const bare = strata.find(({ table }) => table.time.length === 0);
  if (bare) throw nobodyLeft(bare.name);
  return {
    strata,
    about: {
      source: 'cohorts',
      unit: 'persons',
      outcome: params.outcome,
      strataBy: input.cohorts.length > 1 ? 'cohort' : null,
      timeUnit: 'days',
      eventReading:
        params.outcome === 'death'
          ? 'date of death'
          : `first entry into “${params.outcome}” on or after the person’s own entry`,
      excluded: exclusions(counts, values),
      notes: notes(counts, { hasDeath, outcome: params.outcome }),
    },
    sql: [countSql, followSql],
  };
}

function entrySql(cohort: { readonly table: string }, stratum: number): string {
  return `SELECT ${stratum} AS stratum, subject_id AS person_id, CAST(cohort_start_date AS DATE) AS index_date FROM ${cohort.table}`;
}

/** One group's events and censorings by day; the query's rows come in order of day. */
function eventsOf([stratum, fate, day, persons]: readonly Float64Array[], wanted: number) {
  const table = { time: [] as number[], events: [] as number[], censored: [] as number[] };
  stratum!.forEach((position, i) => {
    if (position !== wanted || fate![i]! > fates.event) return;
    if (table.time.at(-1) !== day![i]) {
      table.time.push(day![i]!);
      table.events.push(0);
      table.censored.push(0);
    }
    const side = fate![i] === fates.event ? table.events : table.censored;
    side[side.length - 1]! += persons![i]!;
  });
  return table;
}

function exclusions(counts: readonly Entries[], [, fate, , persons]: readonly Float64Array[]) {
  const left = (code: number) => fate!.reduce((sum, value, i) => (value === code ? sum + persons![i]! : sum), 0);
  return [
    { reason: 'later entries of the same person', n: counts.reduce((sum, row) => sum + row.entries - row.persons, 0) },
    { reason: 'not in an observation period at entry', n: left(fates.unobserved) },
    { reason: 'died before entry', n: left(fates.diedBefore) },
    { reason: 'had the outcome before entry', n: left(fates.outcomeBefore) },
  ];
}

function notes(counts: readonly Entries[], { hasDeath, outcome }: { hasDeath: boolean; outcome: string }): string[] {
  const shared = counts.some((row) => row.shared > 0);
  return [
    ...(shared ? ['Some persons are in more than one cohort; the log-rank test takes the groups as independent.'] : []),
    ...(hasDeath ? [] : ['The dataset has no table of deaths; follow-up ends with the observation period only.']),
    ...(outcome === 'death' || !hasDeath ? [] : ['Death is treated as leaving observation, not as a competing event.']),
  ];
}

const emptyCohort = (name: string) =>
  new Failure('invalid_input', `Cohort “${name}” is empty: there is nobody to follow. Look at its attrition.`, {
    param: 'cohort',
  });

const nobodyLeft = (name: string) =>
  new Failure(
    'invalid_input',
    `Cohort “${name}” has nobody left to follow: all were outside an observation period at entry, or had the outcome before.`,
    { param: 'cohort' },
  );
