import { regularizedGammaP } from './incomplete-gamma.ts';
import { invert } from './invert.ts';

/**
 * Quantile of the gamma distribution with scale 1: the x with P(shape, x) = p.
 * Method: inversion of the regularised incomplete gamma function. Oracle: R's qgamma, through exact Poisson limits.
 *
 * @param p in [0, 1); shape > 0.
 */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p >= 0) || !(p < 1) || !(shape > 0)) return Number.NaN;
  if (p === 0) return 0;
  let high = Math.max(1, shape);
  while (regularizedGammaP(shape, high) < p) high *= 2;
  return invert((x) => regularizedGammaP(shape, x), p, 0, high);
}
