import type { CorrelatedCriterion } from '../expression/criteria-tree.ts';
import type { Window, WindowEnd } from '../expression/window.ts';
import { addDays } from './value.ts';

/** One bound on an event's date, seen from the index event. */
export interface Bound {
  readonly event: 'start_date' | 'end_date';
  readonly sign: '>=' | '<=';
  readonly to: string;
}

/** Bounds that an event's dates must keep, besides that it starts in the index event's observation period. */
export function windowBounds(criterion: CorrelatedCriterion): readonly Bound[] {
  const observed = !criterion.ignoreObservationPeriod;
  const { startWindow, endWindow } = criterion;
  return [...bounds(startWindow, observed), ...(endWindow === null ? [] : bounds(endWindow, observed))];
}

/** Conditions that an event `a` lies where it must, seen from the index event `e`. */
export function windowConditions(criterion: CorrelatedCriterion): readonly string[] {
  return [
    ...(criterion.ignoreObservationPeriod ? [] : ['a.start_date BETWEEN e.op_start_date AND e.op_end_date']),
    ...windowBounds(criterion).map(({ event, sign, to }) => `a.${event} ${sign} ${to}`),
    ...(criterion.restrictVisit ? ['a.visit_occurrence_id = e.visit_occurrence_id'] : []),
  ];
}

function bounds(window: Window, observed: boolean): readonly Bound[] {
  const index = window.useIndexEnd ? 'e.end_date' : 'e.start_date';
  const event = window.useEventEnd ? 'end_date' : 'start_date';
  const from = edge(window.start, index, observed);
  const to = edge(window.end, index, observed);
  // The event's start lies within observation already where that is checked.
  const given = event === 'start_date';
  return [
    ...(from === null || (given && from === 'e.op_start_date') ? [] : [{ event, sign: '>=', to: from } as const]),
    ...(to === null || (given && to === 'e.op_end_date') ? [] : [{ event, sign: '<=', to } as const]),
  ];
}

function edge({ days, toward }: WindowEnd, index: string, observed: boolean): string | null {
  if (days !== null) return addDays(index, days);
  if (!observed) return null;
  return toward === 'before' ? 'e.op_start_date' : 'e.op_end_date';
}
