import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { classProbabilities, type Fit, numberAnswer } from '../in-context.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { derivedSeed, randomOf, shuffle } from '../random.ts';
import { mean } from '../ranks.ts';
import { fitReading, limitNotices, type Reading, readingOf } from '../reading.ts';
import type { LoadedModel } from '../session.ts';
import type { ExplainRowRequest, RowExplanation } from './explain-input.ts';

/**
 * What the model makes of one row, read from the rows of other persons, and what each feature contributes: Shapley
 * values by sampling orders of the features and background rows (Štrumbelj and Kononenko, 2014, Knowl Inf Syst
 * 41:647-665). Contributions and `base` add up to `value`. It speaks of a single person: it stays where the person's
 * row is. Failures: `invalid_input`, `model`, `cancelled`.
 */
export async function explainRow(
  model: LoadedModel,
  request: ExplainRowRequest,
  context: JobContext,
): Promise<RowExplanation> {
  const started = performance.now();
  const { table, target, row, seed } = request;
  if (row >= table.rows) throw new Failure('invalid_input', 'The table has no such row.');
  const prepared = prepare(table, withoutPerson(request));
  const reading = readingOf(model, prepared, prepared.rows, seed);
  const options = { groups: prepared.groups, seed, calibrate: true };
  const fit = await fitReading(model, reading, options, context);
  const own = await answerOf(model, fit, reading, prepared, row, context);
  const shares = await contributions(model, fit, reading, request, context);
  return {
    model: model.identity,
    target: target.name,
    unit: fit.kind === 'class' ? 'log-odds' : 'target',
    ...own,
    ...shares,
    contributions: reading.chosen
      .map((place, i) => ({
        feature: prepared.columns[place]!.name,
        cell: cellOf(prepared.columns[place]!.values[row]!),
        ...shares.contributions[i]!,
      }))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    // The person's own rows are left out on purpose.
    notices: [
      ...prepared.notices.filter(({ kind }) => kind !== 'rows-without-target'),
      ...limitNotices(model, prepared, prepared.rows.length),
    ],
    elapsedMs: Math.round(performance.now() - started),
  };
}

const cellOf = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The target of everybody else: no row of the person is read. */
function withoutPerson({ table: { groups }, target, row }: ExplainRowRequest): ExplainRowRequest['target'] {
  const isOwn = (other: number) => (groups ? groups[other] === groups[row] : other === row);
  return { ...target, values: target.values.map((value, other) => (isOwn(other) ? Number.NaN : value)) };
}

async function answerOf(
  model: LoadedModel,
  fit: Fit,
  { columns }: Reading,
  { classes }: Prepared,
  row: number,
  context: JobContext,
): Promise<Pick<RowExplanation, 'classes' | 'number'>> {
  const rows = Int32Array.of(row);
  if (fit.kind === 'class') {
    const told = await classProbabilities(model, fit, columns, rows, context);
    return { classes: classes.map((name, code) => ({ name, probability: told[code]! })), number: null };
  }
  const { means, quantiles } = await numberAnswer(model, fit, columns, rows, context);
  return { classes: null, number: { mean: means[0]!, low: quantiles[0]!, high: quantiles[quantiles.length - 1]! } };
}

/** Walks from a background row to the row, one feature at a time, in each order; the steps are the contributions. */
async function contributions(
  model: LoadedModel,
  fit: Fit,
  reading: Reading,
  { row, orders, seed }: ExplainRowRequest,
  context: JobContext,
) {
  const features = reading.columns.length;
  const width = features + 1;
  const walks = walksOf(reading, orders, seed);
  const queries = reading.columns.map((values, feature) => {
    const out = new Float64Array(orders * width);
    walks.forEach(({ from, order }, i) => {
      const turn = order.indexOf(feature);
      for (let step = 0; step < width; step++) out[i * width + step] = values[step > turn ? row : from]!;
    });
    return out;
  });
  const heights = await heightsOf(model, fit, queries, orders * width, context);
  const steps = Array.from({ length: features }, () => new Float64Array(orders));
  walks.forEach(({ order }, i) => {
    order.forEach((feature, step) => {
      steps[feature]![i] = heights[i * width + step + 1]! - heights[i * width + step]!;
    });
  });
  return {
    base: mean(Float64Array.from({ length: orders }, (_, i) => heights[i * width]!)),
    value: heights[features]!,
    contributions: steps.map((values) => {
      const contribution = mean(values);
      const variance = mean(values.map((v) => (v - contribution) ** 2));
      return { contribution, error: Math.sqrt(variance / Math.max(1, orders - 1)) };
    }),
  };
}

/** Background rows of the context, and an order of the features for each. */
function walksOf({ columns, rows }: Reading, orders: number, seed: number) {
  return Array.from({ length: orders }, (_, i) => {
    const random = randomOf(derivedSeed(seed, 47, i));
    return {
      from: rows[Math.floor(random() * rows.length)]!,
      order: shuffle(Int32Array.from(columns.keys()), random),
    };
  });
}

/** Log-odds of the last class, or means. */
async function heightsOf(
  model: LoadedModel,
  fit: Fit,
  columns: readonly Float64Array[],
  rows: number,
  context: JobContext,
): Promise<Float64Array> {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  if (fit.kind === 'number') return (await numberAnswer(model, fit, columns, all, context)).means;
  const told = await classProbabilities(model, fit, columns, all, context);
  return Float64Array.from(all, (row) => {
    const p = Math.max(1e-6, Math.min(1 - 1e-6, told[row * fit.classes + fit.classes - 1]!));
    return Math.log(p / (1 - p));
  });
}
