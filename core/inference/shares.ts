import type { JobContext } from '../../contract/context.ts';

/** Shares of a job's time, part after part. */
export interface Shares {
  /** The context of the next part, which takes `share` of the whole: its own progress moves the whole by no more. */
  next(stage: string, share: number): JobContext;
}

/** One progress for several parts of a job: it never goes back where a part begins. `whole` is the sum of the shares. */
export function sharesOf(context: JobContext, whole: number): Shares {
  let begun = 0;
  return {
    next(stage, share) {
      const from = begun;
      begun += share;
      const at = (done: number, total: number) => from + share * Math.min(1, total > 0 ? done / total : 0);
      context.progress({ stage, done: from, total: whole });
      return {
        signal: context.signal,
        progress: ({ done = 0, total = 0 }) => context.progress({ stage, done: at(done, total), total: whole }),
      };
    },
  };
}
