import { z } from 'zod';

/** A method is plain data: what goes in, what comes out, and whether it runs as a job. */
export interface Procedure<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  K extends 'call' | 'job' = 'call' | 'job',
> {
  readonly kind: K;
  readonly input: I;
  readonly output: O;
}

/** A quick method: answers at once, no progress. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O, 'call'> => ({
  kind: 'call',
  input,
  output,
});

/** A method that takes its time: reports progress and can be cancelled. */
export const job = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O, 'job'> => ({
  kind: 'job',
  input,
  output,
});

/** Arrow IPC stream bytes: the only binary value that crosses the contract. */
export const arrow = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected Arrow IPC bytes');

/** What a job says while it runs. `done` and `total` are in the unit that `stage` names. */
export interface Progress {
  readonly stage: string;
  readonly done?: number;
  readonly total?: number;
}
