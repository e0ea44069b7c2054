import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';

/** A job for the model's process, and where its end is reported. */
export interface Job {
  readonly id: number;
  readonly operation: string;
  readonly input: unknown;
  readonly context: JobContext;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

/** Jobs one after another: at most one is current. */
export interface JobLine {
  current(): Job | undefined;
  add(job: Job): void;
  /** Takes a job that waits out of the line; false if it does not wait. */
  withdraw(job: Job): boolean;
  /** Makes the next job current, if none is. */
  take(): Job | undefined;
  /** The current job is over; gives it. */
  finish(): Job | undefined;
  /** Empties the line; gives every job that was in it. */
  clear(): Job[];
}

export function createJobLine(): JobLine {
  const waiting: Job[] = [];
  let current: Job | undefined;
  const finish = () => {
    const job = current;
    current = undefined;
    return job;
  };
  return {
    current: () => current,
    add: (job) => {
      waiting.push(job);
    },
    withdraw(job) {
      const place = waiting.indexOf(job);
      if (place >= 0) waiting.splice(place, 1);
      return place >= 0;
    },
    take() {
      if (!current) current = waiting.shift();
      return current;
    },
    finish,
    clear: () => [finish(), ...waiting.splice(0)].filter((job) => job !== undefined),
  };
}

export const cancelled = (): Failure => new Failure('cancelled', 'Cancelled.');

export function lost(job: Job, how: string): Failure {
  return new Failure(
    'engine_lost',
    `The model's process ended (${how}) before “${job.operation}” was done. Nothing else is lost: run it again, with fewer rows or features if it happens again.`,
    { operation: job.operation },
  );
}
