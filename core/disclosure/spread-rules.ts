import type { Policy } from './policy.ts';

/**
 * Why a percentile of `n` persons is not published, or null: fewer than the threshold are left on one side of it, so
 * that it is nearly a minimum or maximum. `at` is from 0 to 1.
 *
 * Source: OpenSAFELY, output checking: percentiles need enough persons below and above.
 *
 * @example percentileProblem(0.25, 44, policy) === null
 */
export function percentileProblem(at: number, n: number, policy: Policy): string | null {
  if ((at <= 0 || at >= 1) && policy.extremes === 'publish') return null;
  const side = Math.floor(n * Math.min(at, 1 - at) + 1e-9);
  if (side >= policy.threshold) return null;
  return `Fewer than ${policy.threshold} persons are on one side of this percentile. Take one nearer the middle.`;
}

/** A fitted model by its size: persons (or rows that are independent), and parameters with the constant. */
export interface ModelSize {
  readonly n: number;
  readonly parameters: number;
}

/**
 * Why a model's estimates are not published, or null: so few degrees of freedom are left, or so many parameters are
 * fitted, that values of persons could be worked back. A saturated model is a table of cells by another name.
 *
 * Source: ACRO, residual degrees of freedom (10); DataSHIELD, `nfilter.glm` (a third of the persons).
 */
export function modelProblem({ n, parameters }: ModelSize, policy: Policy): string | null {
  if (parameters >= n) return 'The model is saturated: it has a parameter for every person. Fit fewer.';
  if (n - parameters < policy.degreesOfFreedom)
    return `Fewer than ${policy.degreesOfFreedom} degrees of freedom are left. Fit fewer parameters, or to more persons.`;
  if (parameters > n * policy.parameterShare)
    return 'The model has too many parameters for its persons. Fit fewer, or to more persons.';
  return null;
}

/** Why a standard deviation of `n` values is not published, or null. Source: ACRO, minimum degrees of freedom. */
export function deviationProblem(n: number, policy: Policy): string | null {
  if (n - 1 >= policy.degreesOfFreedom) return null;
  return `It rests on fewer than ${policy.degreesOfFreedom + 1} values.`;
}
