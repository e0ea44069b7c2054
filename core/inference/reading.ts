import type { JobContext } from '../../contract/context.ts';
import type { ModelNotice } from '../../contract/model-results.ts';
import { chooseColumns } from './association.ts';
import { type Fit, fitContext, type Known } from './in-context.ts';
import type { Prepared } from './prepare.ts';
import { strataOf, stratifiedSample } from './sample.ts';
import type { LoadedModel } from './session.ts';
import { stopIfCancelled } from './stop.ts';
import { type TemperaturePlan, withTemperature } from './temperature.ts';

/** What the model will read: within its limits, taken from training rows only. */
export interface Reading extends Known {
  /** Places of the chosen columns among the prepared ones. */
  readonly chosen: readonly number[];
}

/** Brings training rows within the model's limits: a stratified sample of rows, then the most telling columns. */
export function readingOf(model: LoadedModel, prepared: Prepared, train: Int32Array, seed: number): Reading {
  const { columns, target, classes } = prepared;
  const { contextRows, features } = model.limits;
  const rows = stratifiedSample(train, strataOf(target, train, classes.length === 0), contextRows, seed);
  const chosen =
    columns.length > features ? chooseColumns(columns, rows, target, classes.length, features) : [...columns.keys()];
  return { columns: chosen.map((place) => columns[place]!.values), chosen, rows, target, classes: classes.length };
}

/** Reads it, with a temperature of its own if asked for. */
export async function fitReading(
  model: LoadedModel,
  reading: Reading,
  options: TemperaturePlan & { readonly calibrate: boolean },
  context: JobContext,
): Promise<Fit> {
  stopIfCancelled(context);
  const fit = await fitContext(model, reading);
  return options.calibrate ? withTemperature(model, reading, options, fit, context) : fit;
}

/** What a reader must know of the limits that were met, for `trainRows` rows to learn from. */
export function limitNotices(model: LoadedModel, prepared: Prepared, trainRows: number): ModelNotice[] {
  const { contextRows, features, classes } = model.limits;
  const notices: ModelNotice[] = [];
  if (trainRows > contextRows) {
    notices.push({
      kind: 'context-sampled',
      message: `The model reads ${contextRows} rows at most: a sample of the ${trainRows} rows, stratified by the target, was read.`,
    });
  }
  if (prepared.columns.length > features) {
    notices.push({
      kind: 'features-chosen',
      message: `The model reads ${features} features at most: of ${prepared.columns.length}, those most associated with the target in the training rows alone were read.`,
    });
  }
  if (prepared.classes.length > classes) {
    notices.push({
      kind: 'one-against-rest',
      message: `The model tells ${classes} classes apart at most: each of the ${prepared.classes.length} was predicted against all others.`,
    });
  }
  return notices;
}
