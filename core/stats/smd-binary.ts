/**
 * Standardised difference of two proportions, `of` less `against`.
 * Method: (p1 - p0) / sqrt((p1 (1 - p1) + p0 (1 - p0)) / 2) (Austin 2009, Stat Med 28:3083-3107).
 *
 * @returns null where neither proportion varies and they differ (0 against 1).
 */
export function smdBinary(of: number, against: number): number | null {
  const difference = of - against;
  if (difference === 0) return 0;
  const pooled = Math.sqrt((of * (1 - of) + against * (1 - against)) / 2);
  return pooled === 0 ? null : difference / pooled;
}
