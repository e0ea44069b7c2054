import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import type { AnalysisCall, AnalysisOutcome } from './input.ts';
import { type Analysis, findAnalysis } from './registry.ts';

export interface AnalysisAnswer extends AnalysisOutcome<unknown> {
  readonly title: string;
  readonly sentence: string;
}

/**
 * Runs one analysis by name: parameters checked against its spec, the source against what it can read, the result
 * against its declared shape.
 *
 * @throws Failure `not_found` for an unknown name, `invalid_input` that names the parameter, `cancelled`.
 */
export async function runAnalysis(name: string, call: AnalysisCall<unknown>): Promise<AnalysisAnswer> {
  const { spec, run } = findAnalysis(name);
  checkSource(spec, call.input);
  const params = spec.params.safeParse(call.params);
  if (!params.success) {
    const keys = params.error.issues.map((issue) => issue.path.join('.')).filter(Boolean);
    const message = `The parameters of “${spec.name}” do not fit.\n${z.prettifyError(params.error)}`;
    throw new Failure('invalid_input', message, { params: keys });
  }
  const { result, sql } = await run({ ...call, params: params.data });
  const checked = spec.result.parse(result);
  return { title: spec.title, sentence: spec.sentence(checked), result: checked, sql };
}

function checkSource(spec: Analysis['spec'], input: AnalysisCall<unknown>['input']): void {
  const source = input.kind === 'table' ? 'table' : input.cohorts.length > 0 ? 'cohort' : 'dataset';
  if (!spec.sources.includes(source))
    throw new Failure(
      'invalid_input',
      `“${spec.name}” does not run on a ${{ table: 'plain table', cohort: 'cohort', dataset: 'dataset as a whole; name a cohort' }[source]}.`,
    );
  if (input.kind === 'table' || source === 'dataset') return;
  const { min, max } = spec.cohorts;
  const n = input.cohorts.length;
  if (n < min || n > max)
    throw new Failure('invalid_input', `“${spec.name}” takes ${min} to ${max} cohorts; ${n} were given.`, {
      cohorts: n,
    });
}
