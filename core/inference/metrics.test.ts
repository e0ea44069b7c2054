import { describe, expect, it } from 'vitest';
import { errorByChance, expectedError, logisticLine, probabilityBins, straightLine, valueBins } from './calibration.ts';
import { estimateOver, studentT95 } from './fold-estimate.ts';
import { brier, classAuc, logLoss, rocAuc, rSquared } from './metrics.ts';
import { randomOf } from './random.ts';
import { rocPoints } from './roc.ts';

const f = (...values: number[]) => Float64Array.from(values);
const u = (...values: number[]) => Uint8Array.from(values);

describe('discrimination', () => {
  it('counts the pairs that are in order, ties half', () => {
    // Pairs (event, other): 0.8>0.2, 0.8>0.5, 0.5>0.2, 0.5=0.5: 3.5 of 4.
    expect(rocAuc(f(0.2, 0.5, 0.5, 0.8), u(0, 0, 1, 1))).toBe(0.875);
    expect(rocAuc(f(0.1, 0.9), u(1, 0))).toBe(0);
    expect(rocAuc(f(0.1, 0.9), u(1, 1))).toBeNull();
  });

  it('averages one-against-rest over three classes', () => {
    const probabilities = f(0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.2, 0.5, 0.3, 0.3, 0.6, 0.1);
    // Class 0: 0.8 above all others, 1. Class 1: {0.8, 0.6} against {0.1, 0.5}, 1. Class 2: 0.3 above all, 1.
    expect(classAuc(probabilities, f(0, 1, 2, 1), 3)).toBe(1);
    // With the last two exchanged: class 1 {0.8, 0.5} against {0.1, 0.6}: 3/4; class 2 0.1 against 0.1, 0.1, 0.3: 1/3.
    expect(classAuc(probabilities, f(0, 1, 1, 2), 3)).toBeCloseTo((1 + 3 / 4 + 1 / 3) / 3, 12);
  });

  it('draws the curve from corner to corner, tied scores in one step, and thins it', () => {
    expect(rocPoints(f(0.9, 0.5, 0.5, 0.1), u(1, 1, 0, 0))).toEqual([
      { fpr: 0, tpr: 0 },
      { fpr: 0, tpr: 0.5 },
      { fpr: 0.5, tpr: 1 },
      { fpr: 1, tpr: 1 },
    ]);
    const many = Float64Array.from({ length: 5000 }, (_, i) => i);
    const thinned = rocPoints(
      many,
      Uint8Array.from(many, (i) => i % 2),
    );
    expect(thinned.length).toBeLessThanOrEqual(102);
    expect(thinned.at(-1)).toEqual({ fpr: 1, tpr: 1 });
  });
});

describe('scores', () => {
  it('are the textbook ones', () => {
    const probabilities = f(0.7, 0.3, 0.2, 0.8);
    expect(logLoss(probabilities, f(0, 1), 2)).toBeCloseTo(-(Math.log(0.7) + Math.log(0.8)) / 2, 12);
    expect(brier(probabilities, f(0, 1), 2)).toBeCloseTo((0.09 + 0.04) / 2, 12);
    expect(brier(f(0.5, 0.3, 0.2), f(0), 3)).toBeCloseTo(0.25 + 0.09 + 0.04, 12);
    expect(logLoss(f(1, 0), f(1), 2)).toBeCloseTo(-Math.log(1e-7), 9);
    expect(rSquared(f(1, 2, 3), f(1, 2, 6))).toBeCloseTo(1 - 9 / 14, 12);
    expect(rSquared(f(1, 2), f(3, 3))).toBeNull();
  });
});

describe('calibration', () => {
  it('tells how far apart chance alone puts predicted and observed, a person with several predictions as one', () => {
    const random = randomOf(5);
    const n = 120;
    const told = Float64Array.from({ length: n }, () => random());
    const who = Float64Array.from({ length: n }, (_, i) => i);
    const found = Array.from({ length: 300 }, () => {
      const happened = Uint8Array.from(told, (p) => (random() < p ? 1 : 0));
      return expectedError(probabilityBins(told, happened, who));
    });
    const average = found.reduce((sum, one) => sum + one, 0) / found.length;
    expect(errorByChance(told, who)).toBeCloseTo(average, 2);
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values]);
    expect(errorByChance(twice(told), twice(who))).toBeCloseTo(errorByChance(told, who), 9);
    expect(
      errorByChance(
        twice(told),
        Float64Array.from({ length: 2 * n }, (_, i) => i),
      ),
    ).toBeCloseTo(errorByChance(told, who) / Math.SQRT2, 9);
  });

  it('bins predictions and weighs their distance by count', () => {
    const bins = probabilityBins(f(0.05, 0.05, 0.95, 1), u(0, 1, 1, 1), f(7, 7, 7, 8));
    expect(bins[9]).toMatchObject({ count: 2, persons: 2, withEvent: 2, withoutEvent: 0 });
    // Person 7 is in the first bin and in the last, and is one of all together.
    expect(bins[0]!.onwards!.map(({ persons }) => persons)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2]);
    expect(bins[0]!.onwards!.at(-1)).toEqual({ persons: 2, withEvent: 2, withoutEvent: 1 });
    expect(bins[9]!.onwards).toEqual([]);
    expect(bins[0]).toMatchObject({
      persons: 1,
      withEvent: 1,
      withoutEvent: 1,
      low: 0,
      high: 0.1,
      count: 2,
      predicted: 0.05,
      observed: 0.5,
    });
    expect(bins[9]).toMatchObject({ count: 2, predicted: 0.975, observed: 1 });
    expect(bins[4]).toMatchObject({ count: 0, predicted: null, observed: null });
    expect(expectedError(bins)).toBeCloseTo((2 * 0.45 + 2 * 0.025) / 4, 12);
  });

  it('finds the slope and intercept of the log-odds', () => {
    // Two groups predicted 0.2 and 0.8; observed 1 in 10 and 9 in 10: slope log(9)/log(4), intercept 0.
    const predicted = f(...Array(10).fill(0.2), ...Array(10).fill(0.8));
    const observed = u(1, ...Array(9).fill(0), ...Array(9).fill(1), 0);
    const line = logisticLine(predicted, observed);
    expect(line.slope).toBeCloseTo(Math.log(9) / Math.log(4), 8);
    expect(line.intercept).toBeCloseTo(0, 8);
    expect(logisticLine(f(0.3, 0.3), u(0, 1)).slope).toBeNull();
  });

  it('of a number is a straight line and equal bins', () => {
    expect(straightLine(f(1, 2, 3), f(3, 5, 7))).toEqual({ slope: 2, intercept: 1 });
    const values = Float64Array.from({ length: 100 }, (_, i) => i);
    const bins = valueBins(
      values,
      values,
      values.map((_, i) => i % 5),
    );
    expect(bins.map(({ count, persons }) => [count, persons])).toEqual(Array(10).fill([10, 5]));
    // Two values of each of five persons: 90 and 95, 91 and 96 …
    expect(bins[9]!.contributions).toEqual({ size: 1, negative: 0, largest: [0.21, 0.21, 0.2, 0.2, 0.2] });
    expect(bins[8]!.onwards![0]!.contributions!.largest[0]).toBe(Math.ceil((100 * (84 + 89 + 94 + 99)) / 1790) / 100);
  });
});

describe('an estimate over folds', () => {
  it("uses Student's quantiles", () => {
    // Fisher's table, two-sided 5 %.
    expect(studentT95(1)).toBeCloseTo(12.7062, 4);
    expect(studentT95(4)).toBeCloseTo(2.7764, 4);
    expect(studentT95(9)).toBeCloseTo(2.2622, 4);
  });

  it('widens the interval for training rows that folds share', () => {
    const { mean, sd, low, high } = estimateOver([0.7, 0.8, 0.9, null], 5, [0, 1]);
    const half = 4.302652729 * 0.1 * Math.sqrt(1 / 3 + 1 / 4);
    expect(mean).toBeCloseTo(0.8, 12);
    expect(sd).toBeCloseTo(0.1, 12);
    expect(low).toBeCloseTo(0.8 - half, 6);
    expect(high).toBe(1);
    expect(estimateOver([null], 5)).toEqual({ mean: null, sd: null, low: null, high: null });
  });
});
