import { numberText } from './number-text.ts';

/**
 * A time as a curve publishes it: whole units as they are, others by four significant figures. An event time of fifteen
 * digits is one person's own, and would be found again by whoever holds a record of it.
 */
export const publishedTime = (time: number): number => Number(time.toFixed(decimalsOf(time)));

function decimalsOf(time: number): number {
  if (Number.isInteger(time)) return 0;
  return Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(time)))));
}

/** A published time as it is printed. */
export const timeText = (time: number): string => numberText(time, String(time).split('.')[1]?.length ?? 0);
