import { chiSquareUpperTail } from './chi-square.ts';
import { quadraticForm } from './quadratic-form.ts';

export interface Heterogeneity {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Are k estimates the same? The test of interaction between an effect and a subgroup.
 * Method: Wald test of k - 1 contrasts against the first estimate; with independent estimates Cochran's Q (Cochran 1954,
 * Biometrics 10:101-129).
 *
 * @returns null for fewer than two estimates, or a covariance that is not one.
 */
export function heterogeneity(
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
): Heterogeneity | null {
  const df = estimates.length - 1;
  if (df < 1) return null;
  const rest = Array.from({ length: df }, (_, k) => k + 1);
  const spread = rest.map((i) =>
    rest.map((j) => covariance[i]![j]! - covariance[i]![0]! - covariance[0]![j]! + covariance[0]![0]!),
  );
  const chisq = quadraticForm(
    spread,
    rest.map((i) => estimates[i]! - estimates[0]!),
  );
  return Number.isFinite(chisq) ? { chisq, df, p: chiSquareUpperTail(chisq, df) } : null;
}
