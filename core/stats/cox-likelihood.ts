import type { Square } from './cholesky.ts';
import { type CoxData, relativeHazards } from './cox-data.ts';
import { addPerson, clearSums, type RiskSums, riskSums } from './risk-sums.ts';

export interface CoxState {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  readonly information: Square;
}

/**
 * Weighted log partial likelihood with Efron's correction, its gradient and minus its second derivative. At a time with
 * d events the k-th of them meets the risk set less k/d of the events, each with the mean weight of the events.
 */
export function coxDerivatives(data: CoxData, beta: Float64Array): CoxState {
  const { n, time, event, columns, weights } = data;
  const size = columns.length;
  const hazard = relativeHazards(data, beta);
  const state = { logLikelihood: 0, score: new Float64Array(size), information: new Float64Array(size * size) };
  const risk = riskSums(size);
  const dying = riskSums(size);
  let i = 0;
  while (i < n) {
    const now = time[i]!;
    clearSums(dying);
    let events = 0;
    let mass = 0;
    for (; i < n && time[i] === now; i++) {
      addPerson(risk, columns, i, weights[i]! * hazard[i]!);
      if (event[i] !== 1 || weights[i] === 0) continue;
      addPerson(dying, columns, i, weights[i]! * hazard[i]!);
      events += 1;
      mass += weights[i]!;
      state.logLikelihood += weights[i]! * Math.log(hazard[i]!);
      for (let j = 0; j < size; j++) state.score[j]! += weights[i]! * columns[j]![i]!;
    }
    if (events > 0) leaveRiskSet(state, { risk, dying, events, mean: mass / events });
  }
  return state;
}

interface Tied {
  readonly risk: RiskSums;
  readonly dying: RiskSums;
  readonly events: number;
  readonly mean: number;
}

function leaveRiskSet(
  state: { logLikelihood: number; readonly score: Float64Array; readonly information: Square },
  { risk, dying, events, mean }: Tied,
): void {
  const size = risk.s1.length;
  const centre = new Float64Array(size);
  for (let k = 0; k < events; k++) {
    const share = k / events;
    const s0 = risk.s0 - share * dying.s0;
    state.logLikelihood -= mean * Math.log(s0);
    for (let j = 0; j < size; j++) {
      centre[j] = (risk.s1[j]! - share * dying.s1[j]!) / s0;
      state.score[j]! -= mean * centre[j]!;
      for (let m = 0; m <= j; m++) {
        const at = j * size + m;
        const second = (risk.s2[at]! - share * dying.s2[at]!) / s0 - centre[j]! * centre[m]!;
        state.information[at]! += mean * second;
        if (m < j) state.information[m * size + j]! += mean * second;
      }
    }
  }
}
