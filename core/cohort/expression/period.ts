import { readCalendarDate } from './calendar-date.ts';
import { fieldsAt, invalid, type Place } from './reader.ts';

/** A stretch of calendar time; either end may be open. */
export interface Period {
  readonly startDate: string | null;
  readonly endDate: string | null;
}

export function readPeriod(place: Place, what: string): Period | null {
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const period = {
    startDate: readCalendarDate(fields.take('StartDate'), `The start of ${what}`),
    endDate: readCalendarDate(fields.take('EndDate'), `The end of ${what}`),
  };
  fields.finish();
  if (period.startDate !== null && period.endDate !== null && period.endDate < period.startDate)
    invalid(place, `${what} ends before it begins. Swap its dates or correct one.`);
  return period;
}
