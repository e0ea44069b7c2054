import { type CoxData, relativeHazards } from './cox-data.ts';
import { addPerson, clearSums, type RiskSums, riskSums } from './risk-sums.ts';

interface EventTime {
  /** First and one past the last person of this time, in the data's order. */
  readonly from: number;
  readonly to: number;
  /** Σ over the tied events of mean weight / S0, and the same times the mean covariate. */
  readonly hazard: number;
  readonly moment: Float64Array;
  /** The same, each term less its k/d: what persons who have the event now are exposed to. */
  readonly ownHazard: number;
  readonly ownMoment: Float64Array;
  /** Mean covariate of the risk set, averaged over the tied events. */
  readonly centre: Float64Array;
}

/**
 * Score residuals for a weight of one, in the order in which persons were given: one array a covariate. Each is the
 * derivative of the weighted score with respect to that person's weight.
 * Method: Lin and Wei 1989, JASA 84:1074-1078, with Efron's shares at tied times (Therneau and Grambsch 2000, Modeling
 * Survival Data, section 7.2). Oracle: R survival 3.5-3, residuals(coxph, "score").
 */
export function coxScoreResiduals(data: CoxData, beta: Float64Array): Float64Array[] {
  const { n, order, event, columns, weights } = data;
  const size = columns.length;
  const hazard = relativeHazards(data, beta);
  const residuals = columns.map(() => new Float64Array(n));
  let total = 0;
  const moments = new Float64Array(size);
  const times = eventTimes(data, hazard);
  // From the earliest time on: what has befallen everybody still at risk adds up.
  let at = n - 1;
  for (const now of times.reverse()) {
    const { from, to } = now;
    for (; at >= to; at--) settle(at, total, moments);
    for (; at >= from; at--) {
      const dies = event[at] === 1 && weights[at]! > 0;
      const first = total + (dies ? now.ownHazard : now.hazard);
      const second = moments.map((value, j) => value + (dies ? now.ownMoment[j]! : now.moment[j]!));
      settle(at, first, second, dies ? now.centre : undefined);
    }
    total += now.hazard;
    for (let j = 0; j < size; j++) moments[j]! += now.moment[j]!;
  }
  for (; at >= 0; at--) settle(at, total, moments);
  return residuals;

  function settle(i: number, exposure: number, moment: Float64Array, centre?: Float64Array): void {
    for (let j = 0; j < size; j++) {
      const x = columns[j]![i]!;
      const own = centre ? x - centre[j]! : 0;
      residuals[j]![order[i]!] = own - hazard[i]! * (x * exposure - moment[j]!);
    }
  }
}

function eventTimes({ n, time, event, columns, weights }: CoxData, hazard: Float64Array): EventTime[] {
  const times: EventTime[] = [];
  const risk = riskSums(columns.length);
  const dying = riskSums(columns.length);
  let i = 0;
  while (i < n) {
    const from = i;
    let events = 0;
    let mass = 0;
    clearSums(dying);
    for (; i < n && time[i] === time[from]; i++) {
      addPerson(risk, columns, i, weights[i]! * hazard[i]!);
      if (event[i] !== 1 || weights[i] === 0) continue;
      addPerson(dying, columns, i, weights[i]! * hazard[i]!);
      events += 1;
      mass += weights[i]!;
    }
    if (events > 0) times.push({ from, to: i, ...tiedSums(risk, dying, events, mass / events) });
  }
  return times;
}

function tiedSums(risk: RiskSums, dying: RiskSums, events: number, mean: number): Omit<EventTime, 'from' | 'to'> {
  const size = risk.s1.length;
  const sums = { hazard: 0, ownHazard: 0 };
  const moment = new Float64Array(size);
  const ownMoment = new Float64Array(size);
  const centre = new Float64Array(size);
  for (let k = 0; k < events; k++) {
    const share = k / events;
    const s0 = risk.s0 - share * dying.s0;
    sums.hazard += mean / s0;
    sums.ownHazard += (mean * (1 - share)) / s0;
    for (let j = 0; j < size; j++) {
      const average = (risk.s1[j]! - share * dying.s1[j]!) / s0;
      moment[j]! += (mean / s0) * average;
      ownMoment[j]! += ((mean * (1 - share)) / s0) * average;
      centre[j]! += average / events;
    }
  }
  return { ...sums, moment, ownMoment, centre };
}
