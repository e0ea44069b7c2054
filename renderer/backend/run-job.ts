import { Failure } from '../../contract/failure.ts';
import type { Backend, Input, JobMethod, Output } from '../../contract/index.ts';
import { useJobs } from '../state/jobs.ts';

export interface JobOrder<M extends JobMethod> {
  readonly method: M;
  readonly input: Input<M>;
  readonly key: string;
  readonly label: string;
}

const aborters = new Map<number, AbortController>();
let next = 0;

/**
 * Runs a job and keeps the status line informed. Resolves with the result, or with null when it failed or was cancelled:
 * both are in the job's record, where the room shows them.
 */
export async function runJob<M extends JobMethod>(backend: Backend, order: JobOrder<M>): Promise<Output<M> | null> {
  const { begin, change, latest } = useJobs.getState();
  const before = latest[order.key];
  if (before !== undefined) cancelJob(before);
  next += 1;
  const id = next;
  const aborter = new AbortController();
  aborters.set(id, aborter);
  begin({ ...order, id, startedAt: Date.now(), status: 'running', progress: null });
  try {
    const result = await backend.call(order.method, order.input, {
      signal: aborter.signal,
      onProgress: (progress) => change(id, { progress }),
    });
    change(id, { status: 'done', result });
    return result;
  } catch (error) {
    const failure = Failure.from(error);
    change(id, failure.code === 'cancelled' ? { status: 'cancelled' } : { status: 'failed', failure });
    return null;
  } finally {
    aborters.delete(id);
  }
}

/** Asks a running job to stop; it ends when the engine says so. */
export function cancelJob(id: number): void {
  const aborter = aborters.get(id);
  if (!aborter || aborter.signal.aborted) return;
  useJobs.getState().change(id, { status: 'cancelling' });
  aborter.abort();
}
