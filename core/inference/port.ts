import { z } from 'zod';
import { failureWire } from '../../contract/failure.ts';

/**
 * The end of a channel inside the model's process. Typed arrays must survive it (structured clone); `transfer` may be
 * ignored where the channel cannot transfer.
 */
export interface Port {
  postMessage(message: unknown, transfer?: readonly ArrayBufferLike[]): void;
  on(event: 'message', listener: (message: unknown) => void): void;
}

/** The host's end: it also learns, once, that the process is gone; `close` ends the process at once. */
export interface InferencePort {
  /** Of the process, where the host knows it. */
  readonly pid?: number | undefined;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): void;
  on(event: 'close', listener: (how: string) => void): void;
  close(): void;
}

/** What the host says. */
export const request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), id: z.number(), operation: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id: z.number() }),
]);

/** What the model's process says. */
export const reply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    id: z.number(),
    progress: z.object({ stage: z.string(), done: z.number().optional(), total: z.number().optional() }),
  }),
  z.object({ kind: z.literal('done'), id: z.number(), value: z.unknown() }),
  z.object({ kind: z.literal('failed'), id: z.number(), failure: failureWire }),
]);
export type Reply = z.infer<typeof reply>;
