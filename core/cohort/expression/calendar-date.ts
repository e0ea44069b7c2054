import { invalid, type Place, textAt } from './reader.ts';

/** A calendar date as `YYYY-MM-DD`. Circe also reads `2010-1-5`; it is normalised. */
export function readCalendarDate(place: Place | null, what: string): string | null {
  const text = textAt(place, what);
  if (text === null || place === null) return null;
  const parts = /^(\d{1,4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const [year, month, day] = parts ? parts.slice(1).map(Number) : [];
  if (year === undefined || month === undefined || day === undefined || !isCalendarDay(year, month, day)) {
    invalid(place, `${what} must be a date written YYYY-MM-DD that is in the calendar. Correct it.`);
    return null;
  }
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= days[month - 1]!;
}
