export type ConfidenceType = 'log-log' | 'log' | 'plain';

export interface SurvivalBounds {
  /** Standard error of survival itself; null once survival is 0. */
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Standard error and pointwise confidence limits of a survival probability.
 * Method: Greenwood's error carried through a transformation (Klein and Moeschberger 2003, Survival Analysis, section
 * 4.3): `plain` S ± z se, cut to [0, 1]; `log` exp(log S ± z se(log S)), cut at 1; `log-log`
 * exp(-exp(log(-log S) ± z se(log S) / log S)). Where nobody has had the event yet the limits are 1; once S is 0
 * they are not defined, as in R.
 * Oracle: R survival 3.5-3, summary(survfit(conf.type = …)), tests/oracle/stats.
 *
 * @param point survival, and the standard error of its logarithm.
 * @param z the critical value, `criticalZ(confidence)`.
 */
export function survivalBounds(
  point: { readonly survival: number; readonly logSe: number },
  type: ConfidenceType,
  z: number,
): SurvivalBounds {
  const { survival, logSe } = point;
  if (survival === 0) return { se: null, lower: null, upper: null };
  const se = survival * logSe;
  if (logSe === 0) return { se, lower: survival, upper: survival };
  if (type === 'plain') return { se, lower: Math.max(survival - z * se, 0), upper: Math.min(survival + z * se, 1) };
  const log = Math.log(survival);
  if (type === 'log') return { se, lower: Math.exp(log - z * logSe), upper: Math.min(Math.exp(log + z * logSe), 1) };
  const centre = Math.log(-log);
  const half = (z * logSe) / log;
  return { se, lower: Math.exp(-Math.exp(centre - half)), upper: Math.exp(-Math.exp(centre + half)) };
}
