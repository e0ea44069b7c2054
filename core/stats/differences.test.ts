import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moments } from './moments.ts';
import { quadraticForm } from './quadratic-form.ts';
import { quantile } from './quantile.ts';
import { smdBinary } from './smd-binary.ts';
import { smdCategorical } from './smd-categorical.ts';
import { smdContinuous } from './smd-continuous.ts';

describe('moments and quantiles', () => {
  it('keeps the variance of large numbers that lie close together', () => {
    expect(moments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).sd).toBeCloseTo(Math.sqrt(30), 10);
  });
  it('has no mean of nothing and no spread of one value', () => {
    expect(moments([])).toEqual({ n: 0, mean: null, sd: null });
    expect(moments([3])).toEqual({ n: 1, mean: 3, sd: null });
  });
  it('interpolates between order statistics', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNull();
  });
});

describe('standardised differences', () => {
  it('of two levels is the binary difference without its sign', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(counts, counts, ([a, b], [c, d]) => {
        const signed = smdBinary(a / (a + b), c / (c + d))!;
        expect(smdCategorical([a, b], [c, d])!).toBeCloseTo(Math.abs(signed), 9);
      }),
    );
  });
  it('of several levels does not depend on which is left out', () => {
    const of = [10, 20, 30, 5];
    const against = [12, 9, 40, 11];
    const turned = smdCategorical([...of].reverse(), [...against].reverse())!;
    expect(smdCategorical(of, against)!).toBeCloseTo(turned, 12);
  });
  it('passes over a level nobody has', () => {
    expect(smdCategorical([3, 0, 5], [4, 0, 2])).toBeCloseTo(smdCategorical([3, 5], [4, 2])!, 14);
  });
  it('is undefined for groups with no level in common, and for constants that differ', () => {
    expect(smdCategorical([5, 0], [0, 7])).toBeNull();
    expect(smdBinary(1, 0)).toBeNull();
    expect(smdContinuous({ mean: 1, sd: 0 }, { mean: 2, sd: 0 })).toBeNull();
  });
  it('is zero between equals', () => {
    expect(smdBinary(1, 1)).toBe(0);
    expect(smdContinuous({ mean: 2, sd: 0 }, { mean: 2, sd: 0 })).toBe(0);
  });
});

describe('quadraticForm', () => {
  it('leaves out a direction in which neither matrix nor vector has anything', () => {
    expect(
      quadraticForm(
        [
          [2, 0],
          [0, 0],
        ],
        [4, 0],
      ),
    ).toBe(8);
  });
  it('is infinite where the vector leaves the range', () => {
    expect(
      quadraticForm(
        [
          [2, 0],
          [0, 0],
        ],
        [4, 1],
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });
});
