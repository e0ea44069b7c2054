import type { JobContext } from '../../contract/context.ts';
import type { ClassEvaluation } from '../../contract/model-results.ts';
import { errorByChance, expectedError, logisticLine, probabilityBins } from './calibration.ts';
import { driversOf, lossByFeature } from './drivers.ts';
import { estimateOver } from './fold-estimate.ts';
import { type ClassFit, classProbabilities } from './in-context.ts';
import { brier, classAuc, isCode, logLoss, probabilitiesOf } from './metrics.ts';
import { personsOf } from './persons.ts';
import type { Prepared } from './prepare.ts';
import type { Reading } from './reading.ts';
import { rocPoints } from './roc.ts';
import type { LoadedModel } from './session.ts';
import type { Answer } from './shuffled-answers.ts';
import type { Split } from './splits.ts';

/** What one fold gave: its figures, and its predictions for the pooled curves. */
export interface ClassFold {
  readonly figures: ClassEvaluation['perFold'][number];
  readonly probabilities: Float64Array;
  readonly codes: Float64Array;
  /** Who was predicted, one a prediction. */
  readonly persons: Float64Array;
  readonly losses: readonly (number | null)[] | undefined;
}

/** Predicts the held-out rows of one fold and scores them; with `explain`, also with each feature shuffled. */
export async function classFold(
  model: LoadedModel,
  prepared: Prepared,
  split: Split,
  reading: Reading,
  fit: ClassFit,
  explain: boolean,
  context: JobContext,
): Promise<ClassFold> {
  const { test, train, repeat, fold } = split;
  const classes = prepared.classes.length;
  const codes = Float64Array.from(test, (row) => prepared.target[row]!);
  const answer: Answer = (columns, rows) => classProbabilities(model, fit, columns, rows, context);
  const probabilities = await answer(reading.columns, test);
  const goodness = (answers: Float64Array) =>
    classes === 2 ? classAuc(answers, codes, 2) : -logLoss(answers, codes, classes);
  return {
    figures: {
      repeat,
      fold,
      nTrain: train.length,
      nTest: test.length,
      nEvents: codes.filter((code) => code === classes - 1).length,
      auc: classAuc(probabilities, codes, classes),
      logLoss: logLoss(probabilities, codes, classes),
      brier: brier(probabilities, codes, classes),
      temperature: fit.temperature,
    },
    probabilities,
    codes,
    persons: personsOf(prepared, test),
    losses: explain
      ? await lossByFeature(prepared, reading, split, goodness(probabilities), { answer, goodness })
      : undefined,
  };
}

type ClassPart = Pick<
  ClassEvaluation,
  | 'kind'
  | 'classes'
  | 'classPersons'
  | 'event'
  | 'nEvents'
  | 'prevalence'
  | 'metrics'
  | 'baseline'
  | 'perFold'
  | 'calibration'
  | 'roc'
  | 'drivers'
>;

/** The folds of all repeats as one evaluation. Curves and calibration pool the held-out predictions of every repeat. */
export function classResult(
  prepared: Prepared,
  rows: Int32Array,
  folds: number,
  parts: readonly ClassFold[],
): ClassPart {
  const classes = prepared.classes.length;
  const counts = prepared.classes.map((_, code) => rows.filter((row) => prepared.target[row] === code).length);
  const shares = counts.map((count) => count / rows.length);
  const perFold = parts.map(({ figures }) => figures);
  const probabilities = joined(parts.map((part) => part.probabilities));
  const codes = joined(parts.map((part) => part.codes));
  const persons = joined(parts.map((part) => part.persons));
  const losses = parts.flatMap((part) => (part.losses ? [part.losses] : []));
  const over = (pick: (figures: ClassFold['figures']) => number | null, most: number) =>
    estimateOver(perFold.map(pick), folds, [0, most]);
  return {
    kind: 'class',
    classes: prepared.classes.map((name, code) => ({ name, n: counts[code]! })),
    classPersons: classPersons(prepared, rows),
    event: prepared.classes[classes - 1]!,
    nEvents: counts[classes - 1]!,
    prevalence: shares[classes - 1]!,
    metrics: {
      auc: over(({ auc }) => auc, 1),
      logLoss: over(({ logLoss }) => logLoss, Number.POSITIVE_INFINITY),
      brier: over(({ brier }) => brier, classes === 2 ? 1 : 2),
    },
    baseline: baselineOf(shares),
    perFold,
    calibration: calibrationOf(probabilities, codes, persons, classes),
    roc: curves(prepared.classes, probabilities, codes),
    ...(losses.length > 0 && {
      drivers: { measure: classes === 2 ? 'auc' : 'logLoss', features: driversOf(prepared, losses, folds) },
    }),
  };
}

function classPersons(prepared: Prepared, rows: Int32Array): number[] {
  const who = personsOf(prepared, rows);
  return prepared.classes.map(
    (_, code) => new Set(who.filter((_person, i) => prepared.target[rows[i]!] === code)).size,
  );
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** What always giving the classes' shares would score. */
function baselineOf(shares: readonly number[]): ClassEvaluation['baseline'] {
  const unevenness = 1 - shares.reduce((sum, share) => sum + share ** 2, 0);
  return {
    logLoss: -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0),
    brier: shares.length === 2 ? unevenness / 2 : unevenness,
  };
}

/** Of the event for two classes; for more, of every class against the rest at once, without a line. */
function calibrationOf(
  probabilities: Float64Array,
  codes: Float64Array,
  persons: Float64Array,
  classes: number,
): ClassEvaluation['calibration'] {
  if (classes === 2) {
    const event = probabilitiesOf(probabilities, 2, 1);
    const happened = isCode(codes, 1);
    const bins = probabilityBins(event, happened, persons);
    const eceByChance = errorByChance(event, persons);
    return { bins, ece: expectedError(bins), eceByChance, ...logisticLine(event, happened) };
  }
  const happened = Uint8Array.from(probabilities, (_, i) => (codes[Math.floor(i / classes)] === i % classes ? 1 : 0));
  const bins = probabilityBins(
    probabilities,
    happened,
    probabilities.map((_, i) => persons[Math.floor(i / classes)]!),
  );
  return { bins, ece: expectedError(bins), slope: null, intercept: null };
}

function curves(names: readonly string[], probabilities: Float64Array, codes: Float64Array): ClassEvaluation['roc'] {
  const wanted = names.length === 2 ? [1] : [...names.keys()];
  return wanted.map((code) => ({
    class: names[code]!,
    points: rocPoints(probabilitiesOf(probabilities, names.length, code), isCode(codes, code)),
  }));
}
