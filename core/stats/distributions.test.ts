import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail } from './chi-square.ts';
import { gammaQuantile } from './gamma-quantile.ts';
import { regularizedBeta } from './incomplete-beta.ts';
import { regularizedGammaP, regularizedGammaQ } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';
import { criticalZ, normalCdf, normalQuantile } from './normal.ts';

describe('logGamma', () => {
  it('is the logarithm of the factorial at whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
  });
  it('is ln √π at one half and NaN at zero', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(0)).toBeNaN();
  });
});

describe('incomplete gamma', () => {
  it('is 1 - exp(-x) with shape 1, in both regions', () => {
    for (const x of [1e-8, 0.3, 1, 5, 40]) {
      expect(regularizedGammaP(1, x)).toBeCloseTo(-Math.expm1(-x), 14);
      expect(regularizedGammaQ(1, x) / Math.exp(-x)).toBeCloseTo(1, 12);
    }
  });
  it('keeps its digits in the far tail', () => {
    expect(regularizedGammaQ(1, 300) / Math.exp(-300)).toBeCloseTo(1, 11);
  });
  it('is inverted by gammaQuantile', () => {
    for (const [p, shape] of [
      [0.025, 1],
      [0.975, 2501],
      [0.5, 0.3],
    ] as const) {
      expect(regularizedGammaP(shape, gammaQuantile(p, shape))).toBeCloseTo(p, 12);
    }
  });
});

describe('incomplete beta', () => {
  it('is x with a = b = 1 and the binomial tail at whole numbers', () => {
    expect(regularizedBeta(0.37, 1, 1)).toBeCloseTo(0.37, 14);
    // P(X >= 2), X ~ Binomial(4, 0.3)
    expect(regularizedBeta(0.3, 2, 3)).toBeCloseTo(1 - 0.7 ** 4 - 4 * 0.3 * 0.7 ** 3, 14);
  });
  it('is symmetric: I_x(a, b) = 1 - I_{1-x}(b, a)', () => {
    expect(regularizedBeta(0.2, 5.5, 0.7)).toBeCloseTo(1 - regularizedBeta(0.8, 0.7, 5.5), 14);
  });
});

describe('normal and chi-square', () => {
  it('knows the critical values printed in every table', () => {
    expect(criticalZ(0.95)).toBeCloseTo(1.959963984540054, 13);
    expect(criticalZ(0.99)).toBeCloseTo(2.5758293035489004, 13);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
  });
  it('is symmetric about zero', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.3) + normalCdf(-1.3)).toBeCloseTo(1, 15);
    expect(normalQuantile(0.5)).toBe(0);
  });
  it('has exp(-x / 2) as upper tail with two degrees of freedom', () => {
    expect(chiSquareUpperTail(7, 2)).toBeCloseTo(Math.exp(-3.5), 14);
    expect(chiSquareUpperTail(3.841458820694124, 1)).toBeCloseTo(0.05, 13);
  });
});
