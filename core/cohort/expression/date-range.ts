import { readCalendarDate } from './calendar-date.ts';
import { type RangeOperator, rangeOperators } from './numeric-range.ts';
import { fieldsAt, type Place, required, wordAt } from './reader.ts';

/** A comparison with one calendar date, or with two for `bt` and `!bt` (both ends included). */
export interface DateRange {
  readonly op: RangeOperator;
  readonly value: string;
  readonly extent: string | null;
}

export function readDateRange(place: Place, what: string): DateRange | null {
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const op = wordAt(required(fields, 'Op', what), rangeOperators, `The operator of ${what}`);
  const value = readCalendarDate(required(fields, 'Value', what), `The date of ${what}`);
  const between = op === 'bt' || op === '!bt';
  const extentPlace = fields.take('Extent');
  const extent = between
    ? readCalendarDate(extentPlace ?? required(fields, 'Extent', what), `The end of ${what}`)
    : null;
  fields.finish();
  if (op === null || value === null || (between && extent === null)) return null;
  return { op, value, extent };
}
