import { create } from 'zustand';
import type { Failure, JobMethod, Progress } from '../../contract/index.ts';

export type JobStatus = 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled';

export interface JobRecord {
  readonly id: number;
  /** What it is for: one slot of the window that shows the latest job with this key. */
  readonly key: string;
  readonly method: JobMethod;
  /** What the status line says: “Loading gibleed”. */
  readonly label: string;
  readonly startedAt: number;
  readonly status: JobStatus;
  readonly progress: Progress | null;
  readonly input: unknown;
  readonly result?: unknown;
  readonly failure?: Failure;
}

interface Jobs {
  readonly jobs: Readonly<Record<number, JobRecord>>;
  readonly latest: Readonly<Record<string, number>>;
  /** The last result of a key: it stays on screen while the next is made, or when that is cancelled. */
  readonly results: Readonly<Record<string, unknown>>;
  begin(job: JobRecord): void;
  change(id: number, change: Partial<JobRecord>): void;
  forget(key: string): void;
  /** Empties every slot: what was made in one study is not shown in the next. Running jobs go on, and end unseen. */
  leaveStudy(): void;
}

const isRunning = (job: JobRecord | undefined) => job?.status === 'running' || job?.status === 'cancelling';

function without<T>(record: Readonly<Record<string | number, T>>, key: string | number | undefined) {
  if (key === undefined) return record;
  const { [key]: _gone, ...rest } = record;
  return rest;
}

/** Running jobs, and the latest of each slot. Without immer: results may be large, and freezing them would walk them. */
export const useJobs = create<Jobs>()((set) => ({
  jobs: {},
  latest: {},
  results: {},
  begin: (job) =>
    set(({ jobs, latest }) => {
      const before = latest[job.key];
      const kept = isRunning(jobs[before ?? -1]) ? jobs : without(jobs, before);
      return { jobs: { ...kept, [job.id]: job }, latest: { ...latest, [job.key]: job.id } };
    }),
  change: (id, change) =>
    set(({ jobs, latest, results }) => {
      const before = jobs[id];
      if (!before) return {};
      const job = { ...before, ...change };
      const isSuperseded = latest[job.key] !== id && !isRunning(job);
      return {
        jobs: isSuperseded ? without(jobs, id) : { ...jobs, [id]: job },
        results: job.status === 'done' && !isSuperseded ? { ...results, [job.key]: job.result } : results,
      };
    }),
  forget: (key) =>
    set(({ jobs, latest, results }) => {
      const id = latest[key];
      return {
        jobs: isRunning(jobs[id ?? -1]) ? jobs : without(jobs, id),
        latest: without(latest, key),
        results: without(results, key),
      };
    }),
  leaveStudy: () =>
    set(({ jobs }) => ({
      jobs: Object.fromEntries(Object.entries(jobs).filter(([, job]) => isRunning(job))),
      latest: {},
      results: {},
    })),
}));

/** How far a job is, 0-1; null when it says nothing that a share could be made of. */
export function jobShare(progress: Progress | null): number | null {
  if (!progress?.total || progress.done === undefined) return null;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}
