import type { CorrelatedCriterion } from '../expression/criteria-tree.ts';
import type { Window, WindowEnd } from '../expression/window.ts';
import { addDays } from './value.ts';

/** Conditions that an event `a` lies where it must, seen from the index event `e`. */
export function windowConditions(criterion: CorrelatedCriterion): readonly string[] {
  const observed = !criterion.ignoreObservationPeriod;
  return [
    ...(observed ? ['a.start_date BETWEEN e.op_start_date AND e.op_end_date'] : []),
    ...bounds(criterion.startWindow, observed),
    ...(criterion.endWindow === null ? [] : bounds(criterion.endWindow, observed)),
    ...(criterion.restrictVisit ? ['a.visit_occurrence_id = e.visit_occurrence_id'] : []),
  ];
}

function bounds(window: Window, observed: boolean): readonly string[] {
  const index = window.useIndexEnd ? 'e.end_date' : 'e.start_date';
  const event = window.useEventEnd ? 'a.end_date' : 'a.start_date';
  const from = edge(window.start, index, observed);
  const to = edge(window.end, index, observed);
  // The event's start lies within observation already where that is checked.
  const given = event === 'a.start_date';
  return [
    ...(from === null || (given && from === 'e.op_start_date') ? [] : [`${event} >= ${from}`]),
    ...(to === null || (given && to === 'e.op_end_date') ? [] : [`${event} <= ${to}`]),
  ];
}

function edge({ days, toward }: WindowEnd, index: string, observed: boolean): string | null {
  if (days !== null) return addDays(index, days);
  if (!observed) return null;
  return toward === 'before' ? 'e.op_start_date' : 'e.op_end_date';
}
