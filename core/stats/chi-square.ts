import { regularizedGammaQ } from './incomplete-gamma.ts';

/**
 * Upper tail of the chi-square distribution: the p value of a statistic.
 * Method: Q(df / 2, x / 2) (DLMF 8.2.4). Oracle: R's pchisq(lower.tail = FALSE), through survdiff.
 */
export function chiSquareUpperTail(x: number, df: number): number {
  return regularizedGammaQ(df / 2, x / 2);
}
