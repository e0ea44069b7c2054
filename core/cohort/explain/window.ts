import type { CorrelatedCriterion } from '../expression/criteria-tree.ts';
import type { Window, WindowEnd } from '../expression/window.ts';
import { dayCount } from './wording.ts';

/** When events must lie, seen from the index event: to stand after the events' name. */
export function windowText(criterion: CorrelatedCriterion): string {
  const { startWindow, endWindow, ignoreObservationPeriod, restrictVisit } = criterion;
  const parts = [oneWindow(startWindow), endWindow === null ? '' : `and ${oneWindow(endWindow)}`];
  if (restrictVisit) parts.push('in the same visit');
  parts.push(ignoreObservationPeriod ? '(also outside the observation period)' : '(in the same observation period)');
  return parts.filter(Boolean).join(' ');
}

function oneWindow(window: Window): string {
  const verb = window.useEventEnd ? 'ending' : 'starting';
  const anchor = `the index event ${window.useIndexEnd ? 'ends' : 'starts'}`;
  const { start, end } = window;
  if (start.days === null && end.days === null && start.toward === 'before' && end.toward === 'after')
    return `${verb} at any time`;
  if (start.days === 0 && end.days === 0) return `${verb} on the day ${anchor}`;
  if (start.days === null && start.toward === 'before') return `${verb} at any time up to ${point(end)} ${anchor}`;
  if (end.days === null && end.toward === 'after') return `${verb} at any time from ${point(start)} ${anchor}`;
  return `${verb} between ${point(start)} and ${point(end)} ${anchor}`;
}

function point({ days, toward }: WindowEnd): string {
  if (days === null) return toward === 'before' ? 'the start of observation before' : 'the end of observation after';
  if (days === 0) return 'the day';
  return `${dayCount(Math.abs(days))} ${days < 0 ? 'before' : 'after'}`;
}
