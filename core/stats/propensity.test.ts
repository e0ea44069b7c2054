import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greedyMatch } from './greedy-match.ts';
import { heterogeneity } from './heterogeneity.ts';
import { preferenceScore } from './preference-score.ts';
import { effectiveSize, propensityWeights } from './propensity-weights.ts';
import { robustCovariance } from './robust-variance.ts';
import { weightedRisks } from './weighted-risks.ts';

const arm = Uint8Array.of(1, 1, 0, 0, 0);
const propensity = Float64Array.of(0.8, 0.4, 0.4, 0.2, 0.5);

describe('propensityWeights', () => {
  it('are what their definitions say', () => {
    const rounded = (kind: 'iptw' | 'att' | 'overlap') =>
      [...propensityWeights(arm, propensity, kind).weights].map((w) => Number(w.toFixed(6)));
    expect(rounded('iptw')).toEqual([0.5, 1, 1, 0.75, 1.2]);
    expect(rounded('att')).toEqual([1, 1, 0.666667, 0.25, 1]);
    expect(rounded('overlap')).toEqual([0.2, 0.6, 0.4, 0.2, 0.5]);
  });

  it.each(['iptw', 'att', 'overlap'] as const)('%s: slopes are derivatives with respect to the logit', (kind) => {
    const moved = propensity.map((e) => 1 / (1 + Math.exp(-(Math.log(e / (1 - e)) + 1e-6))));
    const { weights, slopes } = propensityWeights(arm, propensity, kind);
    const more = propensityWeights(arm, moved, kind).weights;
    weights.forEach((w, i) => void expect((more[i]! - w) / 1e-6).toBeCloseTo(slopes[i]!, 5));
  });

  it('effective size is the number of persons where all weigh the same', () => {
    expect(effectiveSize([2, 2, 2])).toBeCloseTo(3, 12);
    expect(effectiveSize([1, 0, 0])).toBe(1);
    expect(effectiveSize([])).toBe(0);
  });
});

describe('preferenceScore', () => {
  it('is one half where the propensity is the share of the treated', () => {
    expect(preferenceScore(Float64Array.of(0.2), 0.2)[0]).toBeCloseTo(0.5, 12);
    expect(preferenceScore(Float64Array.of(0.3, 0, 1), 0.5)).toEqual(Float64Array.of(0.3, 0, 1).map((v) => v));
  });
});

describe('greedyMatch', () => {
  /** The same by looking at everybody. */
  function naive(score: Float64Array, arms: Uint8Array, caliper: number, order: readonly number[]): number[] {
    const pair = Array<number>(score.length).fill(-1);
    let pairs = 0;
    for (const i of order) {
      const free = [...score.keys()].filter((k) => arms[k] === 0 && pair[k] === -1);
      const gap = (k: number) => Math.abs(score[k]! - score[i]!);
      const nearest = Math.min(...free.map(gap));
      if (!(nearest <= caliper)) continue;
      pair[i] = pairs;
      pair[free.find((k) => gap(k) === nearest)!] = pairs++;
    }
    return pair;
  }

  it('pairs with the nearest that is free, never twice, never beyond the caliper', () => {
    // Whole numbers moved by a part of their own, so that no two gaps are the same.
    const scoreOf = (k: number) => (k + ((k * k * 0.6180339887) % 1)) / 100;
    const persons = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 60 });
    const check = (places: readonly number[], arms: Uint8Array, caliper: number) => {
      const score = Float64Array.from(places, scoreOf);
      const order = [...arms.keys()].filter((i) => arms[i] === 1);
      const pair = greedyMatch({ score, arm: arms, caliper }, order);
      expect([...pair]).toEqual(naive(score, arms, caliper, order));
      const sizes = order.filter((i) => pair[i] !== -1).map((i) => pair.filter((k) => k === pair[i]).length);
      expect(sizes.every((size) => size === 2)).toBe(true);
    };
    fc.assert(
      fc.property(
        persons,
        fc.integer({ min: 0, max: 2 ** 30 }),
        fc.integer({ min: 0, max: 100 }),
        (places, bits, caliper) => {
          const arms = Uint8Array.from(places, (_, i) => (bits >> (i % 30)) & 1);
          check(places, arms, caliper / 50);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('weightedRisks', () => {
  it('have the textbook variances without weights', () => {
    // 12 of 40 against 9 of 60: difference 0.15, its variance p q / n in each arm; log ratio 1/a - 1/n in each arm.
    const arms = Uint8Array.from({ length: 100 }, (_, i) => (i < 40 ? 1 : 0));
    const events = Uint8Array.from({ length: 100 }, (_, i) => (i < 12 || (i >= 40 && i < 49) ? 1 : 0));
    const found = weightedRisks(arms, events, new Float64Array(100).fill(1));
    expect(found.difference).toBeCloseTo(0.15, 12);
    const covariance = robustCovariance([found.differenceInfluence, found.logRatioInfluence]);
    expect(covariance[0]![0]).toBeCloseTo((0.3 * 0.7) / 40 + (0.15 * 0.85) / 60, 12);
    expect(Math.exp(found.logRatio)).toBeCloseTo(2, 12);
    expect(covariance[1]![1]).toBeCloseTo(1 / 12 - 1 / 40 + 1 / 9 - 1 / 60, 12);
  });
});

describe('heterogeneity', () => {
  it('is Cochran’s Q where estimates are independent', () => {
    // As in meta-analysis: Q of 0.1, 0.3, -0.05, 0.22, 0.41 with variances 0.01 to 0.05 is 5.516667 (metafor 3.8-1).
    const variances = [0.01, 0.02, 0.015, 0.03, 0.05];
    const covariance = variances.map((v, i) => variances.map((_, j) => (i === j ? v : 0)));
    const found = heterogeneity([0.1, 0.3, -0.05, 0.22, 0.41], covariance)!;
    expect(found.chisq).toBeCloseTo(5.516666666667, 10);
    expect(found.df).toBe(4);
  });
  it('has nothing to say of one estimate', () => {
    expect(heterogeneity([1], [[1]])).toBeNull();
  });
});
