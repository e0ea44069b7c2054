import { stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { derivedSeed } from '../../inference/random.ts';
import { cdmTables, needTable } from '../cdm-tables.ts';
import { fillSql } from '../fill-sql.ts';
import type { AnalysisCall, CohortsInput } from '../input.ts';
import { deathsSql, outcomeSql } from '../outcome-of-persons.ts';
import candidatesSql from './candidates.sql?raw';
import casesSql from './cases.sql?raw';
import { drawControls, type MatchedSet } from './draw-controls.ts';
import flowSql from './flow.sql?raw';
import personsSql from './persons-at-risk.sql?raw';
import rowsSql from './rows.sql?raw';
import type { EarlyParams } from './spec.ts';

export type CohortCall = AnalysisCall<EarlyParams> & { readonly input: CohortsInput };

/** Persons on the way from the cohort to the cases, each number a part of the one before it. */
export interface Flow {
  readonly persons: number;
  readonly unobserved: number;
  readonly diedBefore: number;
  readonly outcomeBefore: number;
  readonly atRisk: number;
  readonly reached: number;
  readonly reachesBack: number;
}

/** The temporary table `early_rows`, a row a case or control: one column a field here, set by set. */
export interface MatchedRows {
  readonly flow: Flow;
  /** Cases drawn out of those whose record reaches back; fewer only where there are very many. */
  readonly drawn: number;
  readonly sets: number;
  readonly set: Float64Array;
  readonly person: Float64Array;
  readonly isCase: Float64Array;
  /** Days from 1970-01-01 to the index date. */
  readonly calendar: Float64Array;
  readonly recordDays: Float64Array;
}

/** More cases make the answer slower, not noticeably surer: the model reads 4,096 rows at once. */
const mostCases = 2000;
const mostCandidates = 200;
/** Ten cases are the fewest the model reads, and two thirds of all are read at least. */
const fewestCases = 15;

/** Runs a statement that has no parameters, and keeps it. */
export interface Statements {
  readonly sql: string[];
  run(text: string): Promise<void>;
}

/**
 * Cases and matched controls by incidence density sampling: each control is drawn from the persons at risk when the case
 * has the outcome (Prentice and Breslow 1978, Biometrika 65:153-158; Lubin and Gail 1984, Biometrics 40:63-75).
 *
 * @throws Failure `invalid_input` with fewer than fifteen cases in all, of long record, or with controls; `cancelled`.
 */
export async function matchedRows(call: CohortCall, statements: Statements): Promise<MatchedRows> {
  const { params, input, connection, context } = call;
  const reach = Math.max(...params.leads) + params.historyDays;
  const fragments = {
    reach: String(reach),
    seed: String(params.seed),
    caliper: String(params.caliperDays),
    mostCases: String(mostCases),
    mostCandidates: String(mostCandidates),
  };
  await statements.run(await personsStatement(call));
  const flow = await connection.one<Flow & Record<string, number>>(fillSql(flowSql, fragments), [], context);
  checkFlow(flow, params, input.cohorts[0]!.name, reach);
  await statements.run(fillSql(casesSql, fragments));
  const pairsSql = fillSql(candidatesSql, fragments);
  statements.sql.push(pairsSql);
  const { values } = await connection.numbers(pairsSql, [], stage(context, 'Drawing controls'));
  const sets = drawControls(values[0]!, values[1]!, params.controlsPerCase);
  if (sets.length < fewestCases) throw tooFewMatched(sets.length, params);
  await fillSets(call, sets);
  await statements.run(rowsSql);
  const rows = await connection.numbers(
    `SELECT set_id, number, is_case, (index_date - DATE '1970-01-01')::INTEGER, record_days FROM early_rows ORDER BY row_id`,
  );
  const [set, person, isCase, calendar, recordDays] = rows.values as Float64Array[];
  return {
    flow,
    drawn: Math.min(flow.reachesBack, mostCases),
    sets: sets.length,
    set: set!,
    person: person!,
    isCase: isCase!,
    calendar: calendar!,
    recordDays: recordDays!,
  };
}

async function personsStatement({ params, input, connection }: CohortCall): Promise<string> {
  const tables = await cdmTables(connection);
  needTable(tables, 'observation_period', 'early detection needs it to know how far back each record reaches');
  return fillSql(personsSql, {
    cohort: input.cohorts[0]!.table,
    death: deathsSql(tables),
    outcome: outcomeSql(params.outcome, input, {
      tables,
      whyNot: 'is the cohort itself, so everybody would have it on entry.',
    }),
  });
}

/** The sets in random order as `early_sets(set_id, number, is_case)`, written a thousand rows at a time. */
async function fillSets({ connection, context, params }: CohortCall, drawn: readonly MatchedSet[]): Promise<void> {
  const place = new Map(drawn.map((set) => [set, derivedSeed(params.seed, set.case)]));
  const sets = [...drawn].sort((a, b) => place.get(a)! - place.get(b)! || a.case - b.case);
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE early_sets(set_id INTEGER, number INTEGER, is_case INTEGER)',
    [],
    context,
  );
  const lines = sets.flatMap((set, id) => [
    `(${id}, ${set.case}, 1)`,
    ...set.controls.map((control) => `(${id}, ${control}, 0)`),
  ]);
  for (let from = 0; from < lines.length; from += 1000)
    await connection.run(`INSERT INTO early_sets VALUES ${lines.slice(from, from + 1000).join(', ')}`, [], context);
}

function checkFlow(flow: Flow, { outcome, leads, historyDays }: EarlyParams, cohort: string, reach: number): void {
  if (flow.persons === 0) {
    throw new Failure('invalid_input', `Cohort “${cohort}” is empty: there is nobody to look at.`, { param: 'cohort' });
  }
  if (flow.reached < fewestCases) {
    const message = `Parameter “outcome”: fewer than ${fewestCases} persons of “${cohort}” reach “${outcome}” after entry while observed. Choose a wider cohort or outcome.`;
    throw new Failure('invalid_input', message, { param: 'outcome' });
  }
  if (flow.reachesBack < fewestCases) {
    const message = `Fewer than ${fewestCases} persons who reach “${outcome}” have a record of ${reach} days before it (${Math.max(...leads)} days of lead and ${historyDays} of history). Ask for shorter leads or less history.`;
    throw new Failure('invalid_input', message, { param: 'leads' });
  }
}

function tooFewMatched(found: number, { controlsPerCase, caliperDays }: EarlyParams): Failure {
  const said = found === 0 ? 'No case has' : `Fewer than ${fewestCases} cases have`;
  const message = `${said} ${controlsPerCase} controls within ${caliperDays} days of their calendar date and length of record. Ask for fewer controls a case, or allow more days.`;
  return new Failure('invalid_input', message, { param: 'controlsPerCase' });
}
