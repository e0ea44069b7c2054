import { type Json, text } from './json.ts';

/** A point in time as OMOP keeps it: the day, and the clock time as it was written where there is one. */
export interface Moment {
  readonly date: string;
  readonly datetime: string | null;
  /** False for a year or a month alone: `date` is then its first day. */
  readonly exact: boolean;
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * A FHIR date, dateTime or instant (https://hl7.org/fhir/R4/datatypes.html#dateTime); null for what is none. The offset
 * is left out, since shifting by it would move events to other days.
 */
export function moment(written: string | null): Moment | null {
  const [, year, month = '01', day = '01', hour, minute, second = '00'] = form.exec(written ?? '') ?? [];
  if (year === undefined || year === '0000' || !isDay(Number(year), Number(month), Number(day))) return null;
  const date = `${year}-${month}-${day}`;
  const exact = (written ?? '').length >= 10;
  if (hour === undefined || minute === undefined) return { date, datetime: null, exact };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  return { date, datetime: `${date} ${hour}:${minute}:${second === '60' ? '59' : second}`, exact };
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The first of these paths that holds a time, in their order. `wrong` where one holds something else. */
export function momentAt(resource: Json, paths: readonly string[]): Moment | 'wrong' | null {
  for (const path of paths) {
    const written = text(resource, path);
    if (written !== null) return moment(written) ?? 'wrong';
  }
  return null;
}
