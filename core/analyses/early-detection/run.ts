import { stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { AnalysisCall, AnalysisOutcome } from '../input.ts';
import type { ModelPort } from '../model-port.ts';
import { binsOfLead } from './bins-of-lead.ts';
import { type EarlyFolds, foldsOfSets } from './folds.ts';
import { type LeadTables, leadTables } from './lead-tables.ts';
import { logisticBaseline } from './logistic-baseline.ts';
import { type CohortCall, type MatchedRows, matchedRows, type Statements } from './matched-rows.ts';
import { type Measured, measure, type ScoredLead } from './measure.ts';
import { predictLead } from './predict-lead.ts';
import type { AtLead, EarlyParams, EarlyResult } from './spec.ts';

/**
 * How early an outcome of the persons of a cohort could have been seen: cases and matched controls, predicted out of fold
 * from data that end at each lead before the index date.
 *
 * @throws Failure `not_found` without a model; `invalid_input` that names the parameter; `cancelled`; what the model throws.
 */
export async function run(call: AnalysisCall<EarlyParams>): Promise<AnalysisOutcome<EarlyResult>> {
  const { input, model, connection, context, params } = call;
  if (input.kind === 'table') throw new Failure('internal', 'Early detection runs on a cohort.');
  if (!model) throw new Failure('not_found', 'Early detection asks the on-device model, and none is installed.');
  const cohortCall = { ...call, input };
  const sql: string[] = [];
  const statements: Statements = {
    sql,
    async run(text) {
      sql.push(text);
      await connection.run(text, [], context);
    },
  };
  const rows = await matchedRows(cohortCall, statements);
  const tables = await leadTables(cohortCall, model, statements);
  const folds = foldsOfSets(rows.set, rows.person, params.folds, params.seed);
  const scored = await scoreLeads(cohortCall, model, tables, { rows, folds });
  const measured = await measure(
    scored,
    [rows.calendar, rows.recordDays],
    { person: rows.person, isCase: rows.isCase, foldOfRow: folds.foldOfRow },
    params,
    context,
  );
  return { result: resultOf(cohortCall, { rows, folds, tables, scored, measured }), sql };
}

interface Drawn {
  readonly rows: MatchedRows;
  readonly folds: EarlyFolds;
}

async function scoreLeads(
  { params, context }: CohortCall,
  model: ModelPort,
  tables: LeadTables,
  { rows, folds }: Drawn,
): Promise<ScoredLead[]> {
  const scored: ScoredLead[] = [];
  for (const table of tables.at) {
    const inside = stage(context, `Predicting ${table.lead} days before`);
    const explain = params.drivers === 'yes';
    scored.push({
      model: await predictLead(table, { model, folds, seed: params.seed, explain }, inside),
      logistic: logisticBaseline(table.read.table, rows.isCase, folds),
    });
  }
  return scored;
}

interface Parts extends Drawn {
  readonly tables: LeadTables;
  readonly scored: readonly ScoredLead[];
  readonly measured: Measured;
}

function resultOf({ params, input }: CohortCall, parts: Parts): EarlyResult {
  const { rows, tables, measured } = parts;
  const { flow } = rows;
  return {
    cohort: input.cohorts[0]!.name,
    outcome: params.outcome,
    model: parts.scored[0]!.model.model,
    cases: rows.sets,
    controlsPerCase: params.controlsPerCase,
    caliperDays: params.caliperDays,
    historyDays: params.historyDays,
    features: tables.at[0]!.columns.length,
    folds: params.folds,
    replicates: params.replicates,
    confidence: params.confidence,
    seed: params.seed,
    flow: [
      { step: 'At risk in the cohort', n: flow.atRisk },
      { step: 'Reach the outcome while observed', n: flow.reached },
      { step: `Record of ${Math.max(...params.leads) + params.historyDays} days before it`, n: flow.reachesBack },
      { step: `Cases with ${params.controlsPerCase} matched controls`, n: rows.sets },
    ],
    excluded: [
      { reason: 'not in an observation period at entry', n: flow.unobserved },
      { reason: 'died before entry', n: flow.diedBefore },
      { reason: 'had the outcome on entry or before', n: flow.outcomeBefore },
      {
        reason: 'whose record does not reach back far enough from the outcome',
        n: flow.reached - flow.reachesBack,
      },
      { reason: 'who reach the outcome, but have too few matched controls', n: rows.drawn - rows.sets },
    ],
    at: params.leads.map((lead, i) => atLead(lead, i, parts)),
    leaks: [
      { what: 'Calendar date', auc: measured.leaks[0]! },
      { what: 'Length of record', auc: measured.leaks[1]! },
    ],
    notes: notesOf(parts),
  };
}

function atLead(lead: number, i: number, { scored, measured, rows }: Parts): AtLead {
  const { model, logistic, gain, losses } = measured.at[i]!;
  const { things, shuffled, probabilities } = scored[i]!.model;
  const drivers = shuffled.map((_, thing) => {
    const { what, domain, persons } = things[thing]!;
    return { what, domain, persons, loss: losses[thing]! };
  });
  return {
    lead,
    model,
    logistic,
    gain,
    bins: binsOfLead(probabilities, rows.isCase),
    drivers: drivers.sort((a, b) => (b.loss.estimate ?? 0) - (a.loss.estimate ?? 0)),
  };
}

function notesOf({ rows, tables, scored }: Parts): string[] {
  const { flow, drawn, sets } = rows;
  const explained = scored[0]!.model.explained.length;
  return [
    ...(drawn < flow.reachesBack ? [`Of ${flow.reachesBack} cases ${drawn} were drawn.`] : []),
    ...(sets < 50 ? ['Fewer than 50 cases: intervals are wide, and the order of features is uncertain.'] : []),
    ...(explained > 0 && explained < rows.isCase.length
      ? [`What carries the signal was looked for in ${explained} of the ${rows.isCase.length} rows.`]
      : []),
    ...tables.notices,
    ...new Set(scored.flatMap(({ model }) => model.notices.map(({ message }) => message))),
  ];
}
