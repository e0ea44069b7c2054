import { booleanAt, fieldsAt, integerAt, invalid, type Place, required, warn } from './reader.ts';

/** One end of a window: days before (-) or after (+) the index date, or, without days, the edge of observation. */
export interface WindowEnd {
  /** Signed days from the index date; null for “all days” in the direction of `toward`. */
  readonly days: number | null;
  readonly toward: 'before' | 'after';
}

/** The days, seen from the index event, in which an event's date must fall; both ends included. */
export interface Window {
  readonly start: WindowEnd;
  readonly end: WindowEnd;
  readonly useIndexEnd: boolean;
  readonly useEventEnd: boolean;
}

/**
 * Reads a start window or an end window. Without `UseEventEnd` a start window looks at the event's start and an end
 * window at its end: definitions older than that key mean it so.
 */
export function readWindow(place: Place, kind: 'StartWindow' | 'EndWindow'): Window | null {
  const fields = fieldsAt(place, kind);
  if (fields === null) return null;
  const start = readEnd(required(fields, 'Start', kind), `The start of ${kind}`);
  const end = readEnd(required(fields, 'End', kind), `The end of ${kind}`);
  const useIndexEnd = booleanAt(fields.take('UseIndexEnd'), 'UseIndexEnd') ?? false;
  const useEventEnd = booleanAt(fields.take('UseEventEnd'), 'UseEventEnd') ?? kind === 'EndWindow';
  fields.finish();
  if (start === null || end === null) return null;
  checkOrder(place, kind, start, end);
  return { start, end, useIndexEnd, useEventEnd };
}

function readEnd(place: Place | null, what: string): WindowEnd | null {
  if (place === null) return null;
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const days = integerAt(fields.take('Days'), `The days of ${what}`);
  const coeff = integerAt(required(fields, 'Coeff', what), `Coeff of ${what}`);
  fields.finish();
  if (coeff === null) return null;
  if (coeff !== 1 && coeff !== -1) {
    invalid(place, `Coeff of ${what} must be -1 (before) or 1 (after). Correct it.`);
    return null;
  }
  return { days: days === null ? null : days * coeff + 0, toward: coeff === -1 ? 'before' : 'after' };
}

function checkOrder(place: Place, kind: string, start: WindowEnd, end: WindowEnd): void {
  const ordered = start.days === null || end.days === null || start.days <= end.days;
  if (!ordered) warn(place, `${kind} ends before it begins, so no event can fall in it. Swap its ends.`);
  else if (start.days === null && start.toward === 'after' && end.days !== null)
    warn(place, `${kind} begins at the end of observation, so hardly an event can fall in it. Check its start.`);
}
