import type { SurvivalStep } from './kaplan-meier.ts';

/** The curve read off at one time. */
export interface SurvivalAt {
  readonly time: number;
  /** Under observation just before `time`. */
  readonly nRisk: number;
  /** Events and censorings after the time listed before, up to and including this one. */
  readonly nEvent: number;
  readonly nCensor: number;
  /** Null past the last follow-up, unless survival had fallen to 0. */
  readonly survival: number | null;
  readonly logSe: number;
}

/**
 * Reads a Kaplan-Meier curve at given times, ascending. Method: the step in force, as R's summary(survfit, times).
 * Oracle: R survival 3.5-3, tests/oracle/stats.
 */
export function survivalAt(steps: readonly SurvivalStep[], times: readonly number[]): SurvivalAt[] {
  const last = steps.at(-1);
  let i = 0;
  return times.map((time) => {
    let nEvent = 0;
    let nCensor = 0;
    while (i < steps.length && steps[i]!.time <= time) {
      nEvent += steps[i]!.nEvent;
      nCensor += steps[i]!.nCensor;
      i++;
    }
    const now = steps[i - 1];
    const nRisk = now?.time === time ? now.nRisk : (steps[i]?.nRisk ?? 0);
    const known = last !== undefined && (time <= last.time || last.survival === 0);
    return { time, nRisk, nEvent, nCensor, survival: known ? (now?.survival ?? 1) : null, logSe: now?.logSe ?? 0 };
  });
}
