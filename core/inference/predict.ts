import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { aligned } from './align.ts';
import { type ContextCache, contextKey } from './context-cache.ts';
import { classProbabilities, numberAnswer, quantileLevels } from './in-context.ts';
import type { Prediction, PredictRequest } from './inputs.ts';
import { prepare } from './prepare.ts';
import { fitReading, limitNotices, readingOf } from './reading.ts';
import type { LoadedModel } from './session.ts';

/**
 * Predicts the rows of `queries` from the known rows of `context`. A context read before is taken from the cache.
 * Failures: `invalid_input` for tables that do not fit or a target that cannot be predicted, `model`, `cancelled`.
 */
export async function predictRows(
  model: LoadedModel,
  cache: ContextCache,
  request: PredictRequest,
  context: JobContext,
): Promise<Prediction> {
  const started = performance.now();
  const { seed, calibrate, queries, density } = request;
  const prepared = prepare(request.context.table, request.context.target);
  const reading = readingOf(model, prepared, prepared.rows, seed);
  const columns = reading.chosen.map((place) => prepared.columns[place]!);
  const { values, notices } = aligned(columns, queries);
  const key = contextKey(model.identity.hash, calibrate ? ['calibrated', seed] : ['plain'], reading);
  const fit = await cache.get(key, () =>
    fitReading(model, reading, { groups: prepared.groups, seed, calibrate }, context),
  );
  const rows = Int32Array.from({ length: queries.rows }, (_, row) => row);
  const common = {
    model: model.identity,
    target: request.context.target.name,
    rows: queries.rows,
    contextRows: reading.rows.length,
    features: columns.map(({ name }) => name),
    notices: [...prepared.notices, ...limitNotices(model, prepared, prepared.rows.length), ...notices],
  };
  const answer =
    fit.kind === 'class'
      ? {
          kind: 'class' as const,
          classes: prepared.classes,
          probabilities: await classProbabilities(model, fit, values, rows, context),
        }
      : {
          kind: 'number' as const,
          levels: [...quantileLevels],
          ...(await numberAnswer(model, fit, values, rows, context, density && fitsMemory(rows.length, model))),
        };
  return { ...common, ...answer, elapsedMs: Math.round(performance.now() - started) };
}

const mostDensityValues = 2 ** 27;

function fitsMemory(rows: number, model: LoadedModel): true {
  if (rows * model.limits.bars <= mostDensityValues) return true;
  throw new Failure(
    'invalid_input',
    `The densities of ${rows} rows do not fit in memory. Ask for fewer rows at once, or without densities.`,
  );
}
