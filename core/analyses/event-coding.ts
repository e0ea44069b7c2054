import { Failure } from '../../contract/failure.ts';

export interface EventCoding {
  /** The number that means the event; every other known one means censored. */
  readonly code: 1 | 2;
  readonly reading: string;
}

/**
 * How an event column is read, from its distinct values: 0/1, true/false, or 1/2 as R's `Surv` does, where 2 is the
 * event. A column of 1 only is read as 0/1 (all had the event), of 2 only as 1/2, again as R does.
 *
 * @throws Failure `invalid_input` for any other set of values, such as 0 and 2 or three codes.
 */
export function eventCoding(values: ArrayLike<number>, isBoolean: boolean): EventCoding {
  if (isBoolean) return { code: 1, reading: 'true is the event, false is censored' };
  const seen = new Set(Array.from(values));
  const within = (...allowed: number[]) => [...seen].every((value) => allowed.includes(value));
  if (within(0, 1)) return { code: 1, reading: '1 is the event, 0 is censored' };
  if (within(1, 2)) return { code: 2, reading: '2 is the event, 1 is censored' };
  throw new Failure(
    'invalid_input',
    'Parameter “event”: the column holds other codes than 0 and 1, or 1 and 2, so what counts as the event is not clear. ' +
      'Make a column that is 1 for the event and 0 for censored.',
    { param: 'event' },
  );
}
