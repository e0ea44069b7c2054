import { logGamma } from './log-gamma.ts';

const tiny = 1e-300;
const mostTerms = 100_000;

/**
 * Regularised incomplete beta function I_x(a, b).
 * Method: Lentz's continued fraction with the symmetry I_x(a, b) = 1 - I_{1-x}(b, a) (Press et al., Numerical Recipes,
 * 3rd ed., section 6.4; DLMF 8.17.22).
 * Oracle: R's pt and qbeta, through t-test p values and the exact binomial limits in tests/oracle/stats.
 *
 * @param x in [0, 1]; `a`, `b` > 0; NaN outside.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1)) return Number.NaN;
  if (x === 0 || x === 1) return x;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = away(1 - ((a + b) * x) / (a + 1));
  d = 1 / d;
  let h = d;
  for (let m = 1; m < mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 3e-16) break;
  }
  return h;
}

function away(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
