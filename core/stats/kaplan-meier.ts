import { type EventTable, groupSize } from './event-table.ts';

/** One step of the product-limit curve, at a time when somebody had the event or was censored. */
export interface SurvivalStep {
  readonly time: number;
  /** Under observation just before `time`. */
  readonly nRisk: number;
  readonly nEvent: number;
  readonly nCensor: number;
  readonly survival: number;
  /** Greenwood's standard error of log survival; infinite once survival is 0. */
  readonly logSe: number;
}

/**
 * Kaplan-Meier estimate of survival.
 * Method: product limit (Kaplan and Meier 1958, JASA 53:457-481); variance of log S by Greenwood 1926, the sum of
 * d / (n (n - d)). Events come before censorings at the same time.
 * Oracle: R survival 3.5-3, survfit, tests/oracle/stats.
 */
export function kaplanMeier(table: EventTable): SurvivalStep[] {
  let nRisk = groupSize(table);
  let survival = 1;
  let variance = 0;
  return Array.from({ length: table.time.length }, (_, i) => {
    const nEvent = table.events[i]!;
    const nCensor = table.censored[i]!;
    if (nEvent > 0) {
      survival *= (nRisk - nEvent) / nRisk;
      variance += nEvent / (nRisk * (nRisk - nEvent));
    }
    const step = { time: table.time[i]!, nRisk, nEvent, nCensor, survival, logSe: Math.sqrt(variance) };
    nRisk -= nEvent + nCensor;
    return step;
  });
}
