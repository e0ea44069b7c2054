import type { AnalysisCall, AnalysisOutcome } from '../input.ts';
import { describeCohorts } from './describe-cohorts.ts';
import { describeTable } from './describe-table.ts';
import type { TableOneParams, TableOneResult } from './spec.ts';

/**
 * Who is in a cohort, in two of them side by side, or in a plain table by the groups of one column.
 *
 * @throws Failure `invalid_input` that names the parameter; `cancelled`.
 */
export async function run(call: AnalysisCall<TableOneParams>): Promise<AnalysisOutcome<TableOneResult>> {
  const { input } = call;
  return input.kind === 'table' ? describeTable({ ...call, input }) : describeCohorts({ ...call, input });
}
