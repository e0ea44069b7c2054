import { describe, expect, it } from 'vitest';
import { binomialLimits } from './binomial-limits.ts';
import { poissonLimits } from './poisson-limits.ts';
import { wilsonInterval } from './wilson.ts';

/** P(X <= k) for a Poisson mean, term by term. */
function poissonUpTo(k: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= mean / i;
    sum += term;
  }
  return sum;
}

describe('intervals', () => {
  it('end at the border when nobody or everybody had the event', () => {
    expect(wilsonInterval(0, 20).lower).toBe(0);
    expect(wilsonInterval(20, 20).upper).toBe(1);
    expect(binomialLimits(0, 20).lower).toBe(0);
    expect(binomialLimits(20, 20).upper).toBe(1);
    expect(poissonLimits(0, 3).lower).toBe(0);
  });
  it('follow the rule of three for no events: 3.69 at 95 % two-sided', () => {
    expect(poissonLimits(0, 1).upper).toBeCloseTo(-Math.log(0.025), 12);
  });
  it('leave 2.5 % of a Poisson distribution on each side', () => {
    const { lower, upper } = poissonLimits(5, 1);
    expect(1 - poissonUpTo(4, lower)).toBeCloseTo(0.025, 12);
    expect(poissonUpTo(5, upper)).toBeCloseTo(0.025, 12);
  });
  it('widen with the confidence asked for', () => {
    expect(wilsonInterval(5, 20, 0.99).upper).toBeGreaterThan(wilsonInterval(5, 20, 0.9).upper);
    expect(binomialLimits(5, 20, 0.99).lower).toBeLessThan(binomialLimits(5, 20, 0.9).lower);
  });
});
