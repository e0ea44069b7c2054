import type { Progress } from './define.ts';

/** The part of an AbortSignal that the rooms use: contract/ has neither Node's nor the DOM's types. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What every job is given: when to stop, and where to say how far it is. */
export interface JobContext {
  readonly signal: CancelSignal;
  readonly progress: (progress: Progress) => void;
}

const never: CancelSignal = {
  aborted: false,
  throwIfAborted() {},
  addEventListener() {},
  removeEventListener() {},
};

/** A context for work nobody watches and nobody cancels. */
export const quiet: JobContext = { signal: never, progress: () => {} };

/** Narrows a job's progress to one stage of a larger piece of work. */
export function stage(context: JobContext, name: string): JobContext {
  return { signal: context.signal, progress: (p) => context.progress({ ...p, stage: name }) };
}
