import type { JobContext } from '../../contract/context.ts';
import type { NumberEvaluation } from '../../contract/model-results.ts';
import { straightLine, valueBins } from './calibration.ts';
import { driversOf, lossByFeature } from './drivers.ts';
import { estimateOver } from './fold-estimate.ts';
import { type NumberFit, numberAnswer, quantileLevels } from './in-context.ts';
import { meanAbsolute, rootMeanSquare, rSquared } from './metrics.ts';
import { personsOf } from './persons.ts';
import type { Prepared } from './prepare.ts';
import { mean } from './ranks.ts';
import type { Reading } from './reading.ts';
import type { LoadedModel } from './session.ts';
import type { Answer } from './shuffled-answers.ts';
import type { Split } from './splits.ts';

/** What one fold gave: its figures, and its predictions for the pooled curve. */
export interface NumberFold {
  readonly figures: NumberEvaluation['perFold'][number];
  readonly predicted: Float64Array;
  readonly observed: Float64Array;
  /** Who was predicted, one a prediction. */
  readonly persons: Float64Array;
  readonly losses: readonly (number | null)[] | undefined;
}

/** Predicts the held-out rows of one fold and scores them; with `explain`, also with each feature shuffled. */
export async function numberFold(
  model: LoadedModel,
  prepared: Prepared,
  split: Split,
  reading: Reading,
  fit: NumberFit,
  explain: boolean,
  context: JobContext,
): Promise<NumberFold> {
  const { test, train, repeat, fold } = split;
  const observed = Float64Array.from(test, (row) => prepared.target[row]!);
  const { means, quantiles } = await numberAnswer(model, fit, reading.columns, test, context);
  const answer: Answer = async (columns, rows) => (await numberAnswer(model, fit, columns, rows, context)).means;
  const goodness = (answers: Float64Array) => rSquared(answers, observed);
  return {
    figures: {
      repeat,
      fold,
      nTrain: train.length,
      nTest: test.length,
      r2: rSquared(means, observed),
      rmse: rootMeanSquare(means, observed),
      mae: meanAbsolute(means, observed),
      coverage80: coverage(quantiles, observed),
    },
    predicted: means,
    observed,
    persons: personsOf(prepared, test),
    losses: explain ? await lossByFeature(prepared, reading, split, goodness(means), { answer, goodness }) : undefined,
  };
}

function coverage(quantiles: Float64Array, observed: Float64Array): number {
  const width = quantileLevels.length;
  return mean(
    observed.map((value, row) =>
      value >= quantiles[row * width]! && value <= quantiles[row * width + width - 1]! ? 1 : 0,
    ),
  );
}

type NumberPart = Pick<NumberEvaluation, 'kind' | 'metrics' | 'baseline' | 'perFold' | 'calibration' | 'drivers'>;

/** The folds of all repeats as one evaluation. */
export function numberResult(
  prepared: Prepared,
  rows: Int32Array,
  folds: number,
  parts: readonly NumberFold[],
): NumberPart {
  const perFold = parts.map(({ figures }) => figures);
  const predicted = Float64Array.from(parts.flatMap((part) => [...part.predicted]));
  const observed = Float64Array.from(parts.flatMap((part) => [...part.observed]));
  const persons = Float64Array.from(parts.flatMap((part) => [...part.persons]));
  const target = Float64Array.from(rows, (row) => prepared.target[row]!);
  const centre = mean(target);
  const losses = parts.flatMap((part) => (part.losses ? [part.losses] : []));
  const over = (pick: (figures: NumberFold['figures']) => number | null, range?: readonly [number, number]) =>
    estimateOver(perFold.map(pick), folds, range);
  return {
    kind: 'number',
    metrics: {
      r2: over(({ r2 }) => r2, [Number.NEGATIVE_INFINITY, 1]),
      rmse: over(({ rmse }) => rmse, [0, Number.POSITIVE_INFINITY]),
      mae: over(({ mae }) => mae, [0, Number.POSITIVE_INFINITY]),
      coverage80: over(({ coverage80 }) => coverage80, [0, 1]),
    },
    baseline: { mean: centre, rmse: Math.sqrt(mean(target.map((value) => (value - centre) ** 2))) },
    perFold,
    calibration: { bins: valueBins(predicted, observed, persons), ...straightLine(predicted, observed) },
    ...(losses.length > 0 && { drivers: { measure: 'r2' as const, features: driversOf(prepared, losses, folds) } }),
  };
}
