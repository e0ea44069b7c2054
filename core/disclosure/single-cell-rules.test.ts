import { describe, expect, it } from 'vitest';
import { checkTableByHand } from './check-table.ts';
import { isDominated, isWithinPercent, sharesOf, together } from './dominance.ts';
import { defaultPolicy } from './policy.ts';
import { amountStatistic, refuseAmounts } from './refusals.ts';
import { deviationProblem, modelProblem, percentileProblem } from './spread-rules.ts';

const amounts = (...values: number[]) =>
  together(
    values.map((v) => ({ sum: v, size: Math.abs(v), given: 1, negative: v < 0 ? 1 : 0, largest: [Math.abs(v)] })),
  );

describe('dominance', () => {
  it('is 90 % and more with two persons', () => {
    expect(isDominated(amounts(50, 39, 11), defaultPolicy)).toBe(false);
    expect(isDominated(amounts(50, 40, 10), defaultPolicy)).toBe(true);
    expect(isDominated(amounts(50, 41, 9), { ...defaultPolicy, nk: null })).toBe(false);
  });

  it('by p% is where the rest is less than a tenth of the largest', () => {
    expect(isWithinPercent(amounts(100, 50, 10), defaultPolicy)).toBe(false);
    expect(isWithinPercent(amounts(100, 50, 9), defaultPolicy)).toBe(true);
    expect(isWithinPercent(amounts(100), defaultPolicy)).toBe(true);
    expect(isWithinPercent(amounts(0, 0, 0), defaultPolicy)).toBe(true);
    expect(isWithinPercent(amounts(), defaultPolicy)).toBe(false);
  });
});

it('shares of the whole, rounded up, are dominated where their values are, and tell none of them', () => {
  const shares = (...values: number[]) => ({ given: values.length, ...sharesOf(amounts(...values)) });
  expect(shares(1900.37, 300.11, 199.52).largest).toEqual([0.8, 0.13, 0.09]);
  expect(isDominated(shares(50, 40, 10), defaultPolicy)).toBe(true);
  expect(isDominated(shares(...Array.from({ length: 11 }, () => 3.3)), defaultPolicy)).toBe(false);
  expect(isWithinPercent(shares(100, 50, 9), defaultPolicy)).toBe(true);
  expect(isWithinPercent(shares(0, 0), defaultPolicy)).toBe(true);
});

describe('sums by hand', () => {
  const persons = (n: number, value: number) => Array.from({ length: n }, () => value);
  const cell = (a: string, b: string, values: number[]) => ({
    at: { a, b },
    count: values.length,
    amounts: amounts(...values),
  });
  const cells = [
    cell('x', 'u', [...persons(20, 1), 900]),
    cell('x', 'v', persons(20, 30)),
    cell('y', 'u', persons(20, 40)),
    cell('y', 'v', persons(20, 50)),
  ];

  it('withhold what one person dominates, and what it could be worked out with', () => {
    const check = checkTableByHand(cells, ['a', 'b'], { statistic: 'sum' });
    expect(check.cells[0]).toMatchObject({ status: 'dominance', published: null });
    const [lo, hi] = check.cells[0]!.interval;
    expect(lo).toBeLessThanOrEqual(920 * 0.9);
    expect(hi ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(920 * 1.1);
    expect(check.summary.secondary).toBeGreaterThan(0);
  });

  it('give means where means are asked for', () => {
    const published = checkTableByHand(cells.slice(1), ['a', 'b'], { statistic: 'mean' }).cells.map(
      (one) => one.published,
    );
    expect(published).toContain(50);
  });

  it('refuse values below zero and values that are missing', () => {
    expect(() => refuseAmounts([cell('x', 'u', [-1, 2])], defaultPolicy)).toThrow('below zero');
    expect(() => refuseAmounts([{ ...cell('x', 'u', [1, 2]), count: 3 }], defaultPolicy)).toThrow('no value');
    expect(() =>
      refuseAmounts([{ ...cell('x', 'u', [1]), count: 3 }], { ...defaultPolicy, missing: 'count' }),
    ).not.toThrow();
  });

  it('refuse a minimum and a maximum, and what is not known', () => {
    expect(() => amountStatistic('max', defaultPolicy)).toThrow(expect.objectContaining({ code: 'disclosure' }));
    expect(() => amountStatistic('mode', defaultPolicy)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(amountStatistic('mean', defaultPolicy)).toBe('mean');
  });
});

describe('percentiles and models', () => {
  it('need the threshold of persons on each side of a percentile', () => {
    expect(percentileProblem(0.25, 44, defaultPolicy)).toBeNull();
    expect(percentileProblem(0.25, 43, defaultPolicy)).toContain('one side');
    expect(percentileProblem(0.95, 219, defaultPolicy)).toContain('one side');
    expect(percentileProblem(1, 100_000, defaultPolicy)).toContain('one side');
  });

  it('need degrees of freedom, three persons a parameter, and no saturated model', () => {
    expect(modelProblem({ n: 30, parameters: 10 }, defaultPolicy)).toBeNull();
    expect(modelProblem({ n: 30, parameters: 11 }, defaultPolicy)).toContain('too many parameters');
    expect(modelProblem({ n: 12, parameters: 3 }, defaultPolicy)).toContain('degrees of freedom');
    expect(modelProblem({ n: 12, parameters: 12 }, defaultPolicy)).toContain('saturated');
    expect(deviationProblem(11, defaultPolicy)).toBeNull();
    expect(deviationProblem(10, defaultPolicy)).not.toBeNull();
  });
});
