import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { aligned } from './align.ts';
import { type ContextCache, type ContextOutline, contextKey, type ReadContext } from './context-cache.ts';
import { classProbabilities, numberAnswer, quantileLevels } from './in-context.ts';
import type { PredictHeldRequest, Prediction, PredictRequest, UnknownContext } from './inputs.ts';
import { type Prepared, prepare } from './prepare.ts';
import { fitReading, limitNotices, type Reading, readingOf } from './reading.ts';
import type { LoadedModel } from './session.ts';

type Queries = Pick<PredictRequest, 'queries' | 'density'>;

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
  const { seed, calibrate } = request;
  const prepared = prepare(request.context.table, request.context.target);
  const { groups } = prepared;
  const reading = readingOf(model, prepared, prepared.rows, seed);
  const outline = outlineOf(model, request.context.target.name, prepared, reading);
  // Rows that do not fit are refused before anything is read.
  aligned(outline.columns, request.queries);
  const how = calibrate ? ['calibrated', seed] : ['plain'];
  const id = contextKey(model.identity.hash, how, outline, reading, calibrate ? groups : undefined);
  const read = await cache.get(id, async () => ({
    ...outline,
    fit: await fitReading(model, reading, { groups, seed, calibrate }, context),
  }));
  return answered(model, id, read, request, context, started);
}

/** The same for a context read before, by its id. Failures: `invalid_input` for rows that do not fit, `model`, `cancelled`. */
export async function predictHeld(
  model: LoadedModel,
  cache: ContextCache,
  request: PredictHeldRequest,
  context: JobContext,
): Promise<Prediction | UnknownContext> {
  const started = performance.now();
  const read = cache.held(request.contextId);
  if (!read) return { kind: 'unknown-context' };
  return answered(model, request.contextId, read, request, context, started);
}

function outlineOf(model: LoadedModel, target: string, prepared: Prepared, reading: Reading): ContextOutline {
  return {
    target,
    classes: prepared.classes,
    columns: reading.chosen.map((place) => {
      const { values, ...column } = prepared.columns[place]!;
      return column;
    }),
    rows: reading.rows.length,
    notices: [...prepared.notices, ...limitNotices(model, prepared, prepared.rows.length)],
  };
}

async function answered(
  model: LoadedModel,
  contextId: string,
  { fit, target, classes, columns, rows: contextRows, notices: known }: ReadContext,
  { queries, density }: Queries,
  context: JobContext,
  started: number,
): Promise<Prediction> {
  const { values, notices } = aligned(columns, queries);
  const rows = Int32Array.from({ length: queries.rows }, (_, row) => row);
  const answer =
    fit.kind === 'class'
      ? { kind: 'class' as const, classes, probabilities: await classProbabilities(model, fit, values, rows, context) }
      : {
          kind: 'number' as const,
          levels: [...quantileLevels],
          ...(await numberAnswer(model, fit, values, rows, context, density && fitsMemory(rows.length, model))),
        };
  return {
    model: model.identity,
    contextId,
    target,
    rows: queries.rows,
    contextRows,
    features: columns.map(({ name }) => name),
    notices: [...known, ...notices],
    ...answer,
    elapsedMs: Math.round(performance.now() - started),
  };
}

const mostDensityValues = 2 ** 27;

function fitsMemory(rows: number, model: LoadedModel): true {
  if (rows * model.limits.bars <= mostDensityValues) return true;
  throw new Failure(
    'invalid_input',
    `The densities of ${rows} rows do not fit in memory. Ask for fewer rows at once, or without densities.`,
  );
}
