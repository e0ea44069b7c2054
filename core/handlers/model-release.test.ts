import { expect, it } from 'vitest';
import type { ClassEvaluation } from '../../contract/model-results.ts';
import { checkRelease } from '../disclosure/check.ts';
import { evaluationRelease } from './model-release.ts';

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
  expect(JSON.stringify(evaluationRelease(evaluation(1, [100])))).not.toMatch(/fpr|tpr|perFold/);
});

it('counts the persons of a calibration bin, not their predictions over repeats', () => {
  const calibration = (repeats: number, count: number) =>
    checkRelease(evaluationRelease(evaluation(repeats, [count]))).tables[2]!.rows[0]!.map(({ text }) => text);
  expect(calibration(1, 40)).toEqual(['0.500', '0.500', '40']);
  expect(calibration(5, 40)).toEqual([null, null, null]);
});
