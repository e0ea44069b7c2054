import { Failure } from '../../contract/failure.ts';
import type { JobContext, Progress } from '../../contract/index.ts';

/** Work that many wait for and that is done once. */
export interface SharedWork<T> {
  /** Waits for the work. Who is cancelled stops waiting; the work goes on while others wait, and a little longer. */
  wait(context: JobContext): Promise<T>;
}

/**
 * Starts `work` at once. It is cancelled when nobody has waited for `lingerMs`: each letter typed cancels a search and
 * starts the next, and what both need must not start anew.
 */
export function shareWork<T>(work: (context: JobContext) => Promise<T>, lingerMs = 1500): SharedWork<T> {
  const own = new AbortController();
  const waiting = new Set<JobContext>();
  const progress = (step: Progress) => {
    for (const context of waiting) context.progress(step);
  };
  const done = work({ signal: own.signal, progress });
  // Each who waits is told of the failure itself; there may be nobody left.
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  done.then(over, over);

  function leave(context: JobContext): void {
    waiting.delete(context);
    if (isOver || waiting.size > 0) return;
    setTimeout(() => {
      if (waiting.size === 0) own.abort();
    }, lingerMs);
  }

  return {
    async wait(context) {
      context.signal.throwIfAborted();
      waiting.add(context);
      let stop = () => {};
      const stopped = new Promise<never>((_, reject) => {
        stop = () => reject(new Failure('cancelled', 'Cancelled.'));
        context.signal.addEventListener('abort', stop, { once: true });
      });
      try {
        return await Promise.race([done, stopped]);
      } finally {
        context.signal.removeEventListener('abort', stop);
        leave(context);
      }
    },
  };
}
