import type { CorrelatedCriterion } from '../expression/criteria-tree.ts';
import type { Window, WindowEnd } from '../expression/window.ts';
import type { Dialect } from './dialect.ts';

/** One bound on an event's date, seen from the index event. */
export interface Bound {
  readonly event: 'start_date' | 'end_date';
  readonly sign: '>=' | '<=';
  readonly to: string;
}

/** Bounds that an event's dates must keep, besides that it starts in the index event's observation period. */
export function windowBounds(dialect: Dialect, criterion: CorrelatedCriterion): readonly Bound[] {
  const observed = !criterion.ignoreObservationPeriod;
  const { startWindow, endWindow } = criterion;
  return [startWindow, endWindow].flatMap((window) => (window === null ? [] : bounds(dialect, window, observed)));
}

/** Conditions that an event `a` lies where it must, seen from the index event `e`. */
export function windowConditions(dialect: Dialect, criterion: CorrelatedCriterion): readonly string[] {
  return [
    ...(criterion.ignoreObservationPeriod ? [] : ['a.start_date BETWEEN e.op_start_date AND e.op_end_date']),
    ...windowBounds(dialect, criterion).map(({ event, sign, to }) => `a.${event} ${sign} ${to}`),
    ...(criterion.restrictVisit ? ['a.visit_occurrence_id = e.visit_occurrence_id'] : []),
  ];
}

function bounds(dialect: Dialect, window: Window, observed: boolean): readonly Bound[] {
  const index = window.useIndexEnd ? 'e.end_date' : 'e.start_date';
  const event = window.useEventEnd ? 'end_date' : 'start_date';
  const from = edge(dialect, window.start, index, observed);
  const to = edge(dialect, window.end, index, observed);
  // The event's start lies within observation already where that is checked.
  const given = event === 'start_date';
  return [
    ...(from === null || (given && from === 'e.op_start_date') ? [] : [{ event, sign: '>=', to: from } as const]),
    ...(to === null || (given && to === 'e.op_end_date') ? [] : [{ event, sign: '<=', to } as const]),
  ];
}

function edge(dialect: Dialect, { days, toward }: WindowEnd, index: string, observed: boolean): string | null {
  if (days !== null) return dialect.addDays(index, days);
  if (!observed) return null;
  return toward === 'before' ? 'e.op_start_date' : 'e.op_end_date';
}
