import type { JobContext } from '../../contract/context.ts';
import { barEdges, barMean, barQuantile, softmaxInto } from './bars.ts';
import { type ClassRuns, classRuns, type Readings } from './class-runs.ts';
import { distinctRows, forEveryRow } from './distinct-rows.ts';
import { type LineOdds, lineOdds, lineScores, lineShare } from './line-odds.ts';
import { mean } from './ranks.ts';
import { bytesOfEyes, type Eyes, type Outcome, readContext, readRows } from './read-context.ts';
import type { Cells, ContextKeys, LoadedModel } from './session.ts';
import { sharesOf } from './shares.ts';
import { stopIfCancelled } from './stop.ts';

/** Known rows for the model to read: chosen columns, row numbers into them, and the target by row number. */
export interface Known {
  readonly columns: readonly Float64Array[];
  readonly rows: Int32Array;
  readonly target: Float64Array;
  /** How many classes; 0 for a number. */
  readonly classes: number;
  /** Of a target that is what another line leaves, which has no line of its own. */
  readonly isRemainder?: boolean;
}

export interface ClassFit {
  readonly kind: 'class';
  readonly eyes: Eyes;
  readonly classes: number;
  /** The classes that occur in the context; the others get probability 0. */
  readonly present: readonly number[];
  readonly reading: ClassRuns;
  /** What the linear scores say by themselves; empty where the model reads none. */
  readonly line: readonly LineOdds[];
  readonly temperature: number;
}

export interface NumberFit {
  readonly kind: 'number';
  readonly eyes: Eyes;
  readonly keys: ContextKeys;
  readonly mean: number;
  readonly sd: number;
}

/** A context that has been read: answers any number of queries. */
export type Fit = ClassFit | NumberFit;

/** A context of one class leaves nothing to run. */
const certain: ClassRuns = { runs: [], weight: 1, bytes: 0 };

/** The target as the model is trained on it is clipped to this many standard deviations. */
const targetLimit = 10;

/** Reads a context with the model. */
export async function fitContext(model: LoadedModel, known: Known, readings?: Readings): Promise<Fit> {
  const { columns, rows, target, classes } = known;
  const values = Float64Array.from(rows, (row) => target[row]!);
  if (classes > 0) {
    const present = [...new Set(values)].sort((a, b) => a - b);
    const codes = values.map((value) => present.indexOf(value));
    const { eyes, cells, scored } = readContext(columns, rows, scoredOf(model, codes, present.length));
    const reading = present.length > 1 ? await classRuns(model, cells, codes, present.length, readings) : certain;
    const line = lineOdds(cells, codes, present.length, scored);
    return { kind: 'class', eyes, classes, present, reading, line, temperature: 1 };
  }
  const centre = mean(values);
  const sd = Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) || 1;
  const scaled = Float32Array.from(values, (value) =>
    Math.max(-targetLimit, Math.min(targetLimit, (value - centre) / sd)),
  );
  const outcome = known.isRemainder ? null : scoredOf(model, Float64Array.from(scaled), 0);
  const { eyes, cells } = readContext(columns, rows, outcome);
  return { kind: 'number', eyes, keys: await model.fit(cells, scaled, true), mean: centre, sd };
}

/** What a model's linear scores are of; null where it reads none. */
const scoredOf = (model: LoadedModel, values: Float64Array, classes: number): Outcome | null =>
  model.readsLinearScores ? { values, classes } : null;

/** Bytes a fit keeps in memory. */
export function bytesOf(fit: Fit): number {
  return bytesOfEyes(fit.eyes) + (fit.kind === 'class' ? fit.reading.bytes : fit.keys.bytes);
}

/** Rows a run: attention needs queries x context x heads, the cells queries x features x width. */
function batchRows(features: number): number {
  return Math.max(64, Math.min(1024, Math.floor(65_536 / features)));
}

async function inBatches(
  fit: Fit,
  columns: readonly Float64Array[],
  rows: Int32Array,
  context: JobContext,
  run: (cells: Cells, from: number) => Promise<void>,
): Promise<void> {
  const size = batchRows(columns.length);
  for (let from = 0; from < rows.length; from += size) {
    stopIfCancelled(context);
    context.progress({ stage: 'rows', done: from, total: rows.length });
    await run(readRows(fit.eyes, columns, rows.subarray(from, from + size)), from);
  }
}

/** Log-probabilities `[rows, present classes]`, up to a constant a row; what a temperature divides. */
export async function classScores(
  model: LoadedModel,
  fit: ClassFit,
  columns: readonly Float64Array[],
  rows: Int32Array,
  context: JobContext,
): Promise<Float64Array> {
  const width = fit.present.length;
  const { rows: asked, place } = distinctRows(columns, rows);
  const scores = new Float64Array(asked.length * width);
  const alone = new Float64Array(fit.line.length > 0 ? scores.length : 0);
  const shares = sharesOf(context, fit.reading.runs.length);
  for (const [turn, run] of fit.reading.runs.entries()) {
    stopIfCancelled(context);
    const keys = await run.keys();
    await inBatches(fit, columns, asked, shares.next('rows', 1), async (cells, from) => {
      const logits = (await model.predict(cells, false, keys)).classes;
      for (let r = 0; r < cells.rows; r++) run.add(logits, r * model.limits.classes, scores, (from + r) * width);
      if (turn === 0 && alone.length > 0) alone.set(lineScores(fit.line, cells, width), from * width);
    });
  }
  const share = alone.length > 0 ? lineShare : 0;
  const answer = scores.map((score, i) => (1 - share) * fit.reading.weight * score + share * (alone[i] ?? 0));
  return forEveryRow(answer, width, place);
}

/** Class probabilities `[rows, classes]` of the rows. */
export async function classProbabilities(
  model: LoadedModel,
  fit: ClassFit,
  columns: readonly Float64Array[],
  rows: Int32Array,
  context: JobContext,
): Promise<Float64Array> {
  const scores = await classScores(model, fit, columns, rows, context);
  const width = fit.present.length;
  const out = new Float64Array(rows.length * fit.classes);
  for (let r = 0; r < rows.length; r++) {
    const row = scores.subarray(r * width, (r + 1) * width).map((score) => score / fit.temperature);
    const top = Math.max(...row);
    const sum = row.reduce((total, score) => total + Math.exp(score - top), 0);
    fit.present.forEach((code, i) => {
      out[r * fit.classes + code] = Math.exp(row[i]! - top) / sum;
    });
  }
  return out;
}

/** Quantiles given of every predicted number. */
export const quantileLevels = [0.1, 0.5, 0.9] as const;

export interface NumberAnswer {
  readonly means: Float64Array;
  /** `[rows, quantileLevels]` */
  readonly quantiles: Float64Array;
  /** In the target's unit; `density` is `[rows, bars]` between them. */
  readonly edges: Float64Array;
  readonly density: Float32Array | undefined;
}

/** Predictive distributions of the rows, in the target's unit. */
export async function numberAnswer(
  model: LoadedModel,
  fit: NumberFit,
  columns: readonly Float64Array[],
  rows: Int32Array,
  context: JobContext,
  keepDensity = false,
): Promise<NumberAnswer> {
  const bars = model.limits.bars;
  const edges = barEdges(model.borders).map((edge) => edge * fit.sd + fit.mean);
  const levels = quantileLevels.length;
  const { rows: asked, place } = distinctRows(columns, rows);
  const means = new Float64Array(asked.length);
  const quantiles = new Float64Array(asked.length * levels);
  const density = keepDensity ? new Float32Array(asked.length * bars) : undefined;
  const one = new Float32Array(bars);
  await inBatches(fit, columns, asked, context, async (cells, from) => {
    const logits = (await model.predict(cells, true, fit.keys)).bars;
    for (let r = 0; r < cells.rows; r++) {
      softmaxInto(logits, r * bars, bars, one, 0);
      means[from + r] = barMean(one, 0, edges);
      quantileLevels.forEach((level, i) => {
        quantiles[(from + r) * levels + i] = barQuantile(one, 0, edges, level);
      });
      density?.set(one, (from + r) * bars);
    }
  });
  return {
    means: forEveryRow(means, 1, place),
    quantiles: forEveryRow(quantiles, levels, place),
    edges,
    density: density && forEveryRow(density, bars, place),
  };
}
