import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { ModelNotice } from '../../contract/model-results.ts';
import type { CrossPrediction, CrossPredictRequest } from './cross-predict-input.ts';
import { crossSplits } from './cross-splits.ts';
import { classProbabilities, numberAnswer, quantileLevels } from './in-context.ts';
import { type Prepared, prepare } from './prepare.ts';
import { fitReading, limitNotices, readingOf } from './reading.ts';
import type { LoadedModel } from './session.ts';
import { sharesOf } from './shares.ts';
import type { Split } from './splits.ts';
import { stopIfCancelled } from './stop.ts';

/**
 * Predicts every row of a table out of fold: from rows of other persons only. Sampling, choice of features and
 * temperature look at the rows that are read alone. Several repeats are averaged row by row.
 * Failures: `invalid_input` for a table, target or folds that cannot be used, `model`, `cancelled`.
 */
export async function crossPredict(
  model: LoadedModel,
  request: CrossPredictRequest,
  context: JobContext,
): Promise<CrossPrediction> {
  const started = performance.now();
  const { table, target, seed } = request;
  const prepared = prepare(table, readable(request));
  const splits = crossSplits(prepared, request);
  const shares = sharesOf(context, splits.length);
  const sums = createSums(table.rows, prepared.classes.length);
  const read = new Set<number>();
  for (const split of splits) {
    stopIfCancelled(context);
    const one = shares.next('folds', 1);
    for (const place of await oneSplit(model, prepared, split, request, sums, one)) read.add(place);
  }
  return {
    ...sums.result(prepared.classes),
    model: model.identity,
    target: target.name,
    rows: table.rows,
    features: prepared.columns.filter((_, place) => read.has(place)).map(({ name }) => name),
    dropped: [...prepared.dropped],
    folds: new Set(splits.map(({ fold }) => fold)).size,
    repeats: request.repeats,
    seed,
    notices: noticesOf(model, prepared, splits),
    elapsedMs: Math.round(performance.now() - started),
  };
}

/** The target of the rows that may be read. */
function readable({ target, contextRows }: CrossPredictRequest): CrossPredictRequest['target'] {
  if (!contextRows) return target;
  return { ...target, values: target.values.map((value, row) => (contextRows[row] ? value : Number.NaN)) };
}

/** Predicts one fold into `sums`; gives the places of the columns that were read. */
async function oneSplit(
  model: LoadedModel,
  prepared: Prepared,
  split: Split,
  { calibrate }: CrossPredictRequest,
  sums: Sums,
  context: JobContext,
): Promise<readonly number[]> {
  if (split.train.length === 0) {
    throw new Failure('invalid_input', 'A fold leaves no row with a known target to read. Ask for fewer folds.');
  }
  const reading = readingOf(model, prepared, split.train, split.seed);
  // A row to be read costs about as much as four to be predicted, its temperature included.
  const shares = sharesOf(context, 4 * reading.rows.length + split.test.length);
  const plan = { groups: prepared.groups, seed: split.seed, calibrate };
  const fit = await fitReading(model, reading, plan, shares.next('reading', 4 * reading.rows.length));
  const asked = shares.next('predicting', split.test.length);
  if (fit.kind === 'class') {
    sums.add(split.test, [await classProbabilities(model, fit, reading.columns, split.test, asked)]);
  } else {
    const { means, quantiles } = await numberAnswer(model, fit, reading.columns, split.test, asked);
    sums.add(split.test, [means, quantiles]);
  }
  return reading.chosen;
}

interface Sums {
  add(rows: Int32Array, parts: readonly Float64Array[]): void;
  result(classes: readonly string[]):
    | { readonly kind: 'class'; readonly classes: readonly string[]; readonly probabilities: Float64Array }
    | {
        readonly kind: 'number';
        readonly means: Float64Array;
        readonly levels: readonly number[];
        readonly quantiles: Float64Array;
      };
}

/** Adds predictions row by row; the result is their mean over as many as each row had, NaN where it had none. */
function createSums(rows: number, classes: number): Sums {
  const widths = classes > 0 ? [classes] : [1, quantileLevels.length];
  const totals = widths.map((width) => new Float64Array(rows * width));
  const times = new Float64Array(rows);
  const means = () => totals.map((total, k) => total.map((sum, i) => sum / times[Math.floor(i / widths[k]!)]!));
  return {
    add(chosen, parts) {
      chosen.forEach((row, i) => {
        times[row]! += 1;
        parts.forEach((part, k) => {
          const width = widths[k]!;
          for (let c = 0; c < width; c++) totals[k]![row * width + c]! += part[i * width + c]!;
        });
      });
    },
    result(names) {
      const [first, second] = means();
      return classes > 0
        ? { kind: 'class', classes: names, probabilities: first! }
        : { kind: 'number', means: first!, levels: [...quantileLevels], quantiles: second! };
    },
  };
}

function noticesOf(model: LoadedModel, prepared: Prepared, splits: readonly Split[]): ModelNotice[] {
  const largest = splits.reduce((most, { train }) => Math.max(most, train.length), 0);
  // Rows without a target are predicted here, not left out.
  const kept = prepared.notices.filter(({ kind }) => kind !== 'rows-without-target');
  return [...kept, ...limitNotices(model, prepared, largest)];
}
