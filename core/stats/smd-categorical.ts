import { quadraticForm } from './quadratic-form.ts';

/**
 * Standardised difference of a variable with several levels; never negative.
 * Method: Mahalanobis distance of the two vectors of proportions under their mean multinomial covariance, one level
 * left out (Yang and Dalton 2012, SAS Global Forum paper 335). With two levels it is |smdBinary|.
 *
 * @param of counts by level; @param against counts in the same order.
 * @returns null where a group is empty or the distance is not finite (a level that all of one group has and none of the other).
 */
export function smdCategorical(of: readonly number[], against: readonly number[]): number | null {
  const used = of.flatMap((count, level) => (count + against[level]! > 0 ? [level] : []));
  const p = proportions(of, used);
  const q = proportions(against, used);
  if (!p || !q) return null;
  const levels = p.slice(1).map((_, i) => i + 1);
  const covariance = levels.map((i) => levels.map((j) => (multinomial(p, i, j) + multinomial(q, i, j)) / 2));
  const distance = quadraticForm(
    covariance,
    levels.map((i) => p[i]! - q[i]!),
  );
  return Number.isFinite(distance) ? Math.sqrt(distance) : null;
}

function proportions(counts: readonly number[], levels: readonly number[]): number[] | null {
  const total = levels.reduce((sum, level) => sum + counts[level]!, 0);
  return total === 0 ? null : levels.map((level) => counts[level]! / total);
}

function multinomial(p: readonly number[], i: number, j: number): number {
  return i === j ? p[i]! * (1 - p[i]!) : -p[i]! * p[j]!;
}
