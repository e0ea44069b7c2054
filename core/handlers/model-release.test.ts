import { expect, it } from 'vitest';
import type { ModelSource } from '../../contract/model.ts';
import type { ClassEvaluation, NumberEvaluation } from '../../contract/model-results.ts';
import { checkRelease } from '../disclosure/check.ts';
import { evaluationRelease } from './model-release.ts';

const source: ModelSource = { kind: 'table', path: 'trial.csv', target: 'Death', exclude: [] };

const estimate = { mean: 0.7, sd: 0.02, low: 0.66, high: 0.74 };

const evaluation = (repeats: number, counts: readonly number[]): ClassEvaluation => ({
  kind: 'class',
  model: { name: 'm', version: '1', hash: 'h' },
  target: 'Death',
  n: 500,
  persons: 500,
  features: ['age'],
  dropped: [],
  folds: 5,
  repeats,
  seed: 1,
  notices: [],
  elapsedMs: 1,
  classes: [
    { name: 'Without it', n: 440 },
    { name: 'Death', n: 60 },
  ],
  event: 'Death',
  nEvents: 60,
  prevalence: 0.12,
  metrics: { auc: estimate, logLoss: estimate, brier: estimate },
  baseline: { logLoss: 0.4, brier: 0.1 },
  perFold: [],
  calibration: {
    slope: 1,
    intercept: 0,
    ece: 0.01,
    bins: counts.map((count, i) => ({ low: i / 10, high: (i + 1) / 10, count, predicted: 0.5, observed: 0.5 })),
  },
  roc: [{ class: 'Death', points: [{ fpr: 0.01, tpr: 0.2 }] }],
});

it('holds no point of the ROC curve and no score of a person', () => {
  expect(JSON.stringify(evaluationRelease(evaluation(1, [100]), source))).not.toMatch(/fpr|tpr|perFold/);
});

it('counts the persons of a calibration bin, not their predictions over repeats', () => {
  const calibration = (repeats: number, count: number) =>
    checkRelease(evaluationRelease(evaluation(repeats, [count]), source)).tables[2]!.rows[0]!.map(({ text }) => text);
  expect(calibration(1, 40)).toEqual(['0.500', '0.500', '40']);
  expect(calibration(5, 40)).toEqual([null, null, null]);
});

/** 40 persons of ten rows each, ten of them with the event. */
const severalRows: ClassEvaluation = {
  ...evaluation(1, []),
  n: 400,
  persons: 40,
  classes: [
    { name: 'Without it', n: 300 },
    { name: 'Death', n: 100 },
  ],
  classPersons: [30, 10],
  nEvents: 100,
  calibration: {
    slope: 1,
    intercept: 0,
    ece: 0.01,
    bins: [
      { low: 0, high: 0.5, count: 300, predicted: 0.2, observed: 0.2, persons: 30, withEvent: 6, withoutEvent: 28 },
      { low: 0.5, high: 1, count: 100, predicted: 0.8, observed: 0.9, persons: 10, withEvent: 9, withoutEvent: 1 },
    ],
  },
};

const texts = (given: ClassEvaluation | NumberEvaluation) =>
  checkRelease(evaluationRelease(given, source)).tables.map(({ rows }) =>
    rows.map((row) => row.map(({ text }) => text)),
  );

it('counts persons where a person has several rows, and rests every figure on them', () => {
  const [metrics, persons, calibration] = texts(severalRows);
  expect(metrics!.flatMap((row) => row.slice(1)).every((text) => text === null)).toBe(true);
  expect(persons).toEqual([
    ['Without it', null],
    ['(not named)', null],
    ['All', '40'],
  ]);
  // Thirty of the forty in one bin would tell that ten are in the other.
  expect(calibration).toEqual([
    ['0.200', null, null],
    [null, null, null],
  ]);
});

it('publishes a metric over fifty persons or more, eleven of them of the rarer outcome', () => {
  const shown = (persons: number, events: number) =>
    texts({ ...severalRows, persons, classPersons: [persons - events, events] })[0]![0]![1];
  expect([shown(49, 20), shown(50, 10), shown(50, 11), shown(500, 60)]).toEqual([null, null, '0.700', '0.700']);
});

it('divides the pooled calibration of several classes by the classes', () => {
  const three = {
    ...evaluation(1, [30]),
    classes: ['a', 'b', 'c'].map((name) => ({ name, n: 100 })),
    n: 300,
    persons: null,
  };
  // Thirty pairs of a person and a class are ten persons.
  expect(texts(three)[2]).toEqual([[null, null, null]]);
});

it('does not withhold a bin of numbers for its mean', () => {
  const { drivers: _, ...rest } = evaluation(1, []);
  const numbers: NumberEvaluation = {
    ...rest,
    kind: 'number',
    metrics: { r2: estimate, rmse: estimate, mae: estimate, coverage80: estimate },
    baseline: { rmse: 1, mean: 140 },
    perFold: [],
    calibration: {
      slope: 1,
      intercept: 0,
      bins: [{ low: 100, high: 180, count: 60, predicted: 139, observed: 141.5, persons: 30 }],
    },
  };
  expect(texts(numbers)[2]).toEqual([['139.000', '141.500', '30']]);
  expect(texts(numbers)[1]).toEqual([['All', '500']]);
});
