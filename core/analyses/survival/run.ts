import { Failure } from '../../../contract/failure.ts';
import type { AnalysisCall, AnalysisInput, AnalysisOutcome } from '../input.ts';
import { cohortFollowUp } from './cohort-follow-up.ts';
import { estimate } from './estimate.ts';
import type { FollowUp } from './follow-up.ts';
import type { SurvivalParams, SurvivalResult } from './spec.ts';
import { tableFollowUp } from './table-follow-up.ts';

/**
 * Kaplan-Meier curves of the rows of a table or the persons of one to four cohorts, with a log-rank test between them.
 *
 * @throws Failure `invalid_input` that names the parameter; `cancelled`.
 */
export async function run(call: AnalysisCall<SurvivalParams>): Promise<AnalysisOutcome<SurvivalResult>> {
  const { sql, ...followUp } = await read(call);
  const result = estimate(followUp, call.params);
  if (result.strata.every(({ events }) => events === 0)) throw noEvents(call.input, result);
  return { result, sql };
}

function read(call: AnalysisCall<SurvivalParams>): Promise<FollowUp> {
  const { input } = call;
  return input.kind === 'table' ? tableFollowUp({ ...call, input }) : cohortFollowUp({ ...call, input });
}

function noEvents(input: AnalysisInput, result: SurvivalResult): Failure {
  const param = input.kind === 'table' ? 'event' : 'outcome';
  const message = `Parameter “${param}”: nobody has “${result.outcome}” during follow-up (${result.eventReading}), so there is no curve to draw. Choose another.`;
  return new Failure('invalid_input', message, { param });
}
