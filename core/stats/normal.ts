import { regularizedGammaQ } from './incomplete-gamma.ts';
import { invert } from './invert.ts';

/**
 * Standard normal distribution function Φ(z).
 * Method: Φ(z) = Q(1/2, z²/2) / 2 for z < 0 (DLMF 7.11.1), its complement otherwise. Oracle: R's pnorm.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const tail = 0.5 * regularizedGammaQ(0.5, (z * z) / 2);
  return z < 0 ? tail : 1 - tail;
}

/**
 * Standard normal quantile: the z with Φ(z) = p.
 * Method: inversion of Φ in its lower half, where it keeps full relative precision. Oracle: R's qnorm.
 *
 * @param p in [0, 1]; ∓∞ at its ends, NaN outside.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0) || !(p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  return p === 0.5 ? 0 : invert(normalCdf, p, -40, 0);
}

/** The two-sided critical value z for a confidence level, 1.96 for 0.95. */
export function criticalZ(confidence: number): number {
  return -normalQuantile((1 - confidence) / 2);
}
