/** Mean and standard deviation of one group. */
export interface GroupMoments {
  readonly mean: number | null;
  readonly sd: number | null;
}

/**
 * Standardised mean difference of a continuous variable, `of` less `against`.
 * Method: (m1 - m0) / sqrt((s1² + s0²) / 2) (Austin 2009, Stat Med 28:3083-3107).
 * Oracle: gbsg_table1 of tests/oracle/stats, computed in R.
 *
 * @returns null where a group has fewer than two values, or where neither varies and the means differ.
 */
export function smdContinuous(of: GroupMoments, against: GroupMoments): number | null {
  if (of.mean === null || against.mean === null || of.sd === null || against.sd === null) return null;
  const difference = of.mean - against.mean;
  if (difference === 0) return 0;
  const pooled = Math.sqrt((of.sd * of.sd + against.sd * against.sd) / 2);
  return pooled === 0 ? null : difference / pooled;
}
