import { logGamma } from './log-gamma.ts';

/*
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x).
 * Method: power series for x < a + 1, Lentz's continued fraction otherwise (Press et al., Numerical Recipes, 3rd ed.,
 * section 6.2; DLMF 8.7.1 and 8.9.2). Each tail is computed directly, so small p values keep their digits.
 * Oracle: R's pchisq and qgamma through the log-rank p value and the exact Poisson limits in tests/oracle/stats.
 */
const tiny = 1e-300;
const precision = 1e-16;
const mostTerms = 100_000;

/** P(a, x): the gamma distribution's lower tail with shape a > 0 and scale 1. NaN outside its domain. */
export function regularizedGammaP(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** Q(a, x) = 1 - P(a, x), accurate in the far tail. */
export function regularizedGammaQ(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * precision; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < mostTerms; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < precision * 2) break;
  }
  return h * Math.exp(a * Math.log(x) - x - logGamma(a));
}
