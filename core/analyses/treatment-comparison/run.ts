import { stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { stopIfCancelled } from '../../inference/stop.ts';
import type { AnalysisCall, AnalysisOutcome } from '../input.ts';
import { cohortSubjects } from './cohort-subjects.ts';
import { compare } from './compare.ts';
import { designOf } from './design.ts';
import { mostBeside } from './limits.ts';
import { tellingNotes } from './notes.ts';
import { logisticPropensity, modelPropensity, type Propensity } from './propensity.ts';
import { refuseUnfit } from './refuse.ts';
import type { ComparisonParams, ComparisonResult } from './spec.ts';
import type { Gathered, Subjects } from './subjects.ts';
import { tableSubjects } from './table-subjects.ts';

/**
 * Compares an outcome between two treatments: two cohorts of new users, or the two values of a column of a plain table.
 *
 * @throws Failure `invalid_input` that names the parameter or the arm; `not_found` where the model is to lead and none is
 * installed; `cancelled`.
 */
export async function run(call: AnalysisCall<ComparisonParams>): Promise<AnalysisOutcome<ComparisonResult>> {
  const { sql, ...gathered } = await gather(call);
  const design = designOf(gathered.subjects.covariates);
  refuseUnfit(gathered, design);
  stopIfCancelled(call.context);
  const logistic = logisticPropensity(design, gathered.subjects.arm);
  const flat = new Set(design.skipped.map(({ column }) => column));
  const covariates = gathered.subjects.covariates.filter(({ label }) => !flat.has(label));
  const { propensity: model, note } = await askModel(call, { ...gathered.subjects, covariates });
  const propensities =
    call.params.propensity === 'model' && model ? [model, logistic] : [logistic, ...(model ? [model] : [])];
  stopIfCancelled(call.context);
  call.context.progress({ stage: 'Estimating effects' });
  const notes = [...gathered.about.notes, ...(note ? [note] : []), ...tellingNotes(design, gathered.subjects.arm)];
  const about = { ...gathered.about, notes };
  return { result: compare({ gathered: { ...gathered, about }, design, propensities, params: call.params }), sql };
}

function gather(call: AnalysisCall<ComparisonParams>): Promise<Gathered> {
  const { input } = call;
  return input.kind === 'table' ? tableSubjects({ ...call, input }) : cohortSubjects({ ...call, input });
}

interface Asked {
  readonly propensity: Propensity | null;
  /** Why the model was not asked, where that is not what was wanted. */
  readonly note: string | null;
}

async function askModel(
  { params, model, context }: AnalysisCall<ComparisonParams>,
  subjects: Subjects,
): Promise<Asked> {
  if (params.propensity === 'logistic-only') return { propensity: null, note: null };
  if (!model) {
    if (params.propensity === 'logistic')
      return { propensity: null, note: 'No model is installed: the propensity is by logistic regression only.' };
    const message = 'Parameter “propensity”: no model is installed. Install one, or let logistic regression lead.';
    throw new Failure('not_found', message, { param: 'propensity' });
  }
  if (params.propensity === 'logistic' && subjects.arm.length > mostBeside) {
    const note = `With more than ${mostBeside} persons the model is asked for a propensity only where it leads.`;
    return { propensity: null, note };
  }
  const propensity = await modelPropensity(model, subjects, params.seed, stage(context, 'Propensity by the model'));
  return { propensity, note: null };
}
