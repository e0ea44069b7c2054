import { expect, it } from 'vitest';
import type { ClassEvaluation, NumberEvaluation } from '../../contract/model-results.ts';
import { evaluationSentence } from './evaluation-sentence.ts';

const estimate = { mean: 0.7, sd: 0.02, low: 0.66, high: 0.74 };
const common = {
  model: { name: 'm', version: '1', hash: 'h' },
  target: 'Death',
  n: 1500,
  persons: 1500,
  features: ['age'],
  dropped: [],
  folds: 5,
  repeats: 1,
  seed: 1,
  notices: [],
  elapsedMs: 1,
  perFold: [],
};

const ofTwo: ClassEvaluation = {
  ...common,
  kind: 'class',
  classes: [
    { name: 'Without it', n: 1440 },
    { name: 'Death', n: 60 },
  ],
  event: 'Death',
  nEvents: 60,
  prevalence: 0.04,
  metrics: { auc: estimate, logLoss: estimate, brier: estimate },
  baseline: { logLoss: 0.4, brier: 0.1 },
  calibration: { slope: 1.04, intercept: 0, ece: 0.012, bins: [] },
  roc: [],
};

it('names the outcome of a cohort by itself, a class with its column', () => {
  expect(evaluationSentence(ofTwo)).toBe(
    'Held-out AUC 0.700 (95 % CI 0.660–0.740) for “Death”, 60 of 1,500 persons; calibration slope 1.040.',
  );
  expect(evaluationSentence({ ...ofTwo, target: 'y', event: '1', persons: null })).toContain(
    'for “y” = “1”, 60 of 1,500 rows;',
  );
});

it('of several classes tells how many and the smallest, and speaks of no event', () => {
  const classes = [
    { name: 'a', n: 50 },
    { name: 'b', n: 1400 },
    { name: 'c', n: 50 },
  ];
  const calibration = { slope: null, intercept: null, ece: 0.012, bins: [] };
  const said = evaluationSentence({ ...ofTwo, target: 'stage', event: 'c', classes, calibration });
  expect(said).toBe(
    'Held-out AUC 0.700 (95 % CI 0.660–0.740), the mean over 3 classes of “stage”, each against the others, on 1,500 persons, of which the smallest class, “a”, has 50; calibration error 0.012.',
  );
});

it('of a number tells its error beside that of the mean', () => {
  const bilirubin: NumberEvaluation = {
    ...common,
    kind: 'number',
    target: 'bilirubin',
    persons: null,
    metrics: {
      r2: estimate,
      rmse: { ...estimate, mean: 12345.6 },
      mae: estimate,
      coverage80: { ...estimate, mean: null },
    },
    baseline: { mean: 3, rmse: 0.012345 },
    calibration: { slope: 1, intercept: 0, bins: [] },
  };
  expect(evaluationSentence(bilirubin)).toBe(
    'Held-out R² 0.700 (95 % CI 0.660–0.740) for “bilirubin” on 1,500 rows; root mean squared error 12300 (0.0123 by the mean alone); — % of values within their interval of 80 %.',
  );
});
