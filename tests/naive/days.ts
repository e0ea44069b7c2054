import { type Row, textIn } from './population.ts';

/** A calendar day as the number of days since 1970-01-01. */
export type Day = number;

const msPerDay = 86_400_000;

export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / msPerDay;
}

export function dateOf(day: Day): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

export function yearOf(day: Day): number {
  return new Date(day * msPerDay).getUTCFullYear();
}

export function dayIn(row: Row, column: string): Day | null {
  const date = textIn(row, column);
  return date === null ? null : dayOf(date);
}
