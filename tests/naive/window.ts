import type { Correlated, Window, WindowEnd } from './circe.ts';
import type { Day } from './days.ts';
import type { Event } from './events.ts';

/** An event that something is looked for around, with the observation period it lies in. */
export interface IndexEvent {
  readonly id: number;
  readonly start: Day;
  readonly end: Day | null;
  readonly visit: number | null;
  readonly observedFrom: Day;
  readonly observedTo: Day;
}

/** Whether an event lies where it must, seen from the index event. */
export function isAround(index: IndexEvent, event: Event, correlated: Correlated): boolean {
  const { StartWindow, EndWindow, RestrictVisit = false, IgnoreObservationPeriod = false } = correlated;
  const isObserved = index.observedFrom <= event.start && event.start <= index.observedTo;
  if (!IgnoreObservationPeriod && !isObserved) return false;
  if (RestrictVisit && (event.visit === null || event.visit !== index.visit)) return false;
  const startsAt = StartWindow.UseEventEnd ? event.end : event.start;
  if (!isWithin(startsAt, index, StartWindow, IgnoreObservationPeriod)) return false;
  if (EndWindow === undefined) return true;
  // An end window that does not say so looks at the event's end.
  const endsAt = (EndWindow.UseEventEnd ?? true) ? event.end : event.start;
  return isWithin(endsAt, index, EndWindow, IgnoreObservationPeriod);
}

function isWithin(date: Day | null, index: IndexEvent, window: Window, isUnbounded: boolean): boolean {
  const from = edge(window.Start, index, window, isUnbounded);
  const to = edge(window.End, index, window, isUnbounded);
  return (
    (from === 'none' || (date !== null && from !== null && date >= from)) &&
    (to === 'none' || (date !== null && to !== null && date <= to))
  );
}

/** So many days from the index date, or the edge of observation; null where the index date is missing. */
function edge(
  { Days, Coeff }: WindowEnd,
  { start, end, observedFrom, observedTo }: IndexEvent,
  { UseIndexEnd = false }: Window,
  isUnbounded: boolean,
): Day | null | 'none' {
  const date = UseIndexEnd ? end : start;
  if (Days !== undefined) return date === null ? null : date + Days * Coeff;
  if (isUnbounded) return 'none';
  return Coeff === -1 ? observedFrom : observedTo;
}
