import { gammaQuantile } from './gamma-quantile.ts';
import type { Interval } from './interval.ts';

/**
 * Exact limits of a Poisson count, divided by its exposure: an incidence rate's interval.
 * Method: gamma quantiles (Garwood 1936, Biometrika 28:437-442); the lower limit of zero events is 0.
 * Oracle: epitools::pois.exact, tests/oracle/stats.
 *
 * @param events a whole number >= 0; `exposure` person-time > 0.
 */
export function poissonLimits(events: number, exposure: number, confidence = 0.95): Interval {
  const alpha = 1 - confidence;
  return {
    estimate: events / exposure,
    lower: events === 0 ? 0 : gammaQuantile(alpha / 2, events) / exposure,
    upper: gammaQuantile(1 - alpha / 2, events + 1) / exposure,
  };
}
