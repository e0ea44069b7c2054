import type { JobContext } from '../../contract/context.ts';
import type { Evaluation, ModelNotice } from '../../contract/model-results.ts';
import { type ClassFold, classFold, classResult } from './evaluate-class.ts';
import { type NumberFold, numberFold, numberResult } from './evaluate-number.ts';
import type { EvaluateRequest } from './inputs.ts';
import { type Prepared, prepare } from './prepare.ts';
import { fitReading, limitNotices, type Reading, readingOf } from './reading.ts';
import { strataOf, stratifiedSample } from './sample.ts';
import type { LoadedModel } from './session.ts';
import { type Split, splitsOf } from './splits.ts';
import { stopIfCancelled } from './stop.ts';

/** More rows than this make an evaluation slower, not noticeably surer. */
const mostRows = 50_000;

/**
 * Repeated stratified k-fold cross-validation of the model on a table, split by person. The same seed gives the same
 * folds. Everything that looks at the target (sampling, choice of features, temperature) does so within the training
 * rows. Failures: `invalid_input` for a table or target that cannot be predicted, `model`, `cancelled`.
 */
export async function evaluateModel(
  model: LoadedModel,
  request: EvaluateRequest,
  context: JobContext,
): Promise<Evaluation> {
  const started = performance.now();
  const { folds, repeats, seed, target } = request;
  const prepared = prepare(request.table, target);
  const isNumber = prepared.classes.length === 0;
  const rows = stratifiedSample(prepared.rows, strataOf(prepared.target, prepared.rows, isNumber), mostRows, seed);
  const splits = splitsOf(prepared, rows, { folds, repeats, seed });
  const parts = await inTurn(splits, context, (split) => oneFold(model, prepared, split, request, context));
  const read = new Set(parts.flatMap(({ reading }) => reading.chosen));
  const result = isNumber
    ? numberResult(
        prepared,
        rows,
        folds,
        parts.flatMap(({ number }) => number ?? []),
      )
    : classResult(
        prepared,
        rows,
        folds,
        parts.flatMap(({ class: part }) => part ?? []),
      );
  return {
    ...result,
    model: model.identity,
    target: target.name,
    n: rows.length,
    persons: prepared.groups ? new Set(Array.from(rows, (row) => prepared.groups![row]!)).size : null,
    features: prepared.columns.filter((_, place) => read.has(place)).map(({ name }) => name),
    dropped: [...prepared.dropped],
    folds,
    repeats,
    seed,
    notices: noticesOf(model, prepared, rows, splits, parts),
    elapsedMs: Math.round(performance.now() - started),
  };
}

function noticesOf(
  model: LoadedModel,
  prepared: Prepared,
  rows: Int32Array,
  splits: readonly Split[],
  parts: readonly FoldPart[],
): ModelNotice[] {
  return [
    ...prepared.notices,
    ...sampledNotice(prepared.rows.length, rows.length),
    ...limitNotices(model, prepared, splits[0]!.train.length),
    ...oneClassNotice(parts),
  ];
}

interface FoldPart {
  readonly reading: Reading;
  readonly class?: ClassFold;
  readonly number?: NumberFold;
}

async function oneFold(
  model: LoadedModel,
  prepared: Prepared,
  split: Split,
  { explain, calibrate }: EvaluateRequest,
  context: JobContext,
): Promise<FoldPart> {
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  const reading = readingOf(model, prepared, split.train, split.seed);
  const fit = await fitReading(model, reading, { groups: prepared.groups, seed: split.seed, calibrate }, inside);
  const isExplained = explain && split.repeat === 0;
  return fit.kind === 'class'
    ? { reading, class: await classFold(model, prepared, split, reading, fit, isExplained, inside) }
    : { reading, number: await numberFold(model, prepared, split, reading, fit, isExplained, inside) };
}

async function inTurn<T>(
  splits: readonly Split[],
  context: JobContext,
  work: (split: Split) => Promise<T>,
): Promise<T[]> {
  const out: T[] = [];
  for (const [done, split] of splits.entries()) {
    stopIfCancelled(context);
    context.progress({ stage: 'folds', done, total: splits.length });
    out.push(await work(split));
  }
  context.progress({ stage: 'folds', done: splits.length, total: splits.length });
  return out;
}

function sampledNotice(all: number, used: number): ModelNotice[] {
  if (all === used) return [];
  return [{ kind: 'rows-sampled', message: `Of ${all} rows, ${used} were drawn, stratified by the target.` }];
}

function oneClassNotice(parts: readonly FoldPart[]): ModelNotice[] {
  const without = parts.filter((part) => part.class?.figures.auc === null).length;
  if (without === 0) return [];
  return [
    {
      kind: 'one-class-fold',
      message: `${without} folds held one class only, so they have no AUC. Ask for fewer folds.`,
    },
  ];
}
