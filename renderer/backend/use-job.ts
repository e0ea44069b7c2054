import { useCallback, useMemo } from 'react';
import type { Failure, Input, JobMethod, Output, Progress } from '../../contract/index.ts';
import { useJobs } from '../state/jobs.ts';
import { cancelJob, runJob } from './run-job.ts';
import { useBackend } from './use-backend.ts';

/** `previous` is the last result of this slot: it stays on screen while the next is made. */
export type JobState<T> =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly progress: Progress | null;
      readonly isCancelling: boolean;
      readonly previous?: T;
    }
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly previous?: T }
  | { readonly kind: 'cancelled'; readonly previous?: T };

export interface Job<M extends JobMethod> {
  readonly state: JobState<Output<M>>;
  /** Starts it, with what the status line shall say; an earlier one in the same slot is cancelled. */
  readonly start: (input: Input<M>, label: string) => Promise<Output<M> | null>;
  readonly cancel: () => void;
  /** Starts it again with the same input: after `engine_lost`, or to try once more. */
  readonly again: () => void;
  readonly forget: () => void;
}

/**
 * A job and its slot. `key` names the slot (default: the method): two components with the same key show the same job,
 * and a job goes on while its room is left and is found again on return.
 *
 * @example const run = useJob('cohort.run', name);  run.start({ names: [name] }, `Generating “${name}”`);
 */
export function useJob<M extends JobMethod>(method: M, key: string = method): Job<M> {
  const backend = useBackend();
  const slot = key === method ? key : `${method} ${key}`;
  const record = useJobs((s) => s.jobs[s.latest[slot] ?? -1]);
  const previous = useJobs((s) => s.results[slot]) as Output<M> | undefined;

  const start = useCallback(
    (input: Input<M>, label: string) => runJob(backend, { method, input, key: slot, label }),
    [backend, method, slot],
  );
  const cancel = useCallback(() => {
    if (record) cancelJob(record.id);
  }, [record]);
  const again = useCallback(() => {
    if (record) void runJob(backend, { method, input: record.input as Input<M>, key: slot, label: record.label });
  }, [backend, method, slot, record]);
  const forget = useCallback(() => useJobs.getState().forget(slot), [slot]);

  const state = useMemo((): JobState<Output<M>> => {
    if (!record) return previous === undefined ? { kind: 'idle' } : { kind: 'done', result: previous };
    const { status, progress } = record;
    if (status === 'running' || status === 'cancelling')
      return { kind: 'running', progress, isCancelling: status === 'cancelling', previous };
    if (status === 'done') return { kind: 'done', result: record.result as Output<M> };
    if (status === 'cancelled' || !record.failure) return { kind: 'cancelled', previous };
    return { kind: 'failed', failure: record.failure, previous };
  }, [record, previous]);

  return useMemo(() => ({ state, start, cancel, again, forget }), [state, start, cancel, again, forget]);
}
