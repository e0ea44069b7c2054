import { Failure, type JobContext } from '../contract/index.ts';

/** The jobs that run in one study. */
export interface Jobs {
  /** Runs a job with a context that also stops when the study is left. */
  run<T>(context: JobContext, work: (context: JobContext) => Promise<T> | T): Promise<T>;
  /** Cancels every job and resolves when the last has ended, however it ended. */
  stop(): Promise<void>;
}

const left = () => new Failure('cancelled', 'Cancelled: the study it ran in was closed.');

export function createJobs(): Jobs {
  const running = new Map<AbortController, Promise<unknown>>();
  let stopped = false;

  return {
    async run({ signal, progress }, work) {
      if (stopped) throw left();
      const own = new AbortController();
      const abort = () => own.abort();
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      const job = (async () => work({ signal: own.signal, progress }))();
      running.set(own, job);
      try {
        return await job;
      } catch (error) {
        throw own.signal.aborted && !signal.aborted ? left() : error;
      } finally {
        running.delete(own);
        signal.removeEventListener('abort', abort);
      }
    },
    async stop() {
      stopped = true;
      for (const own of running.keys()) own.abort();
      await Promise.allSettled(running.values());
    },
  };
}
