import { useCallback, useMemo } from 'react';
import { Failure } from '../../../contract/failure.ts';
import type { Output } from '../../../contract/index.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { type JobState, useJob } from '../../backend/use-job.ts';
import { useJobs } from '../../state/jobs.ts';
import { cohortsText as t } from '../../text/cohorts.ts';

type Made = Output<'cohort.run'>;

/** The slot of the job that generates every cohort. */
export const allSlot = '*';

/** Why a cohort is not in a job's result, or why the job itself ended; null when neither. */
export function failureOf(state: JobState<Made>, name: string): Failure | null {
  if (state.kind === 'failed') return state.failure;
  const wire = state.kind === 'done' ? state.result.find((one) => one.name === name)?.failure : undefined;
  return wire ? Failure.fromWire(wire) : null;
}

/** Generating one cohort: by itself, or as one of all. */
export function useGeneration(name: string, dataset: string | null) {
  const own = useJob('cohort.run', name);
  const all = useJob('cohort.run', allSlot);
  const isInAll = useJobs((s) => namesOf(s.jobs[s.latest[`cohort.run ${allSlot}`] ?? -1]?.input).includes(name));
  const job = own.state.kind === 'idle' && isInAll ? all : own;
  const { start } = own;
  const generate = useCallback(
    () => void start({ names: [name], dataset: dataset ?? undefined }, t.job.one(name)),
    [start, name, dataset],
  );
  return useMemo(
    () => ({ state: job.state, failure: failureOf(job.state, name), cancel: job.cancel, generate }),
    [job, name, generate],
  );
}

/** Generates these cohorts in one job. Answers whether all of them could be. */
export function useGenerateNamed(names: readonly string[], dataset: string | null) {
  const { start } = useJob('cohort.run', allSlot);
  return useCallback(async () => {
    const made = await start({ names: [...names], dataset: dataset ?? undefined }, t.job.all(names.length));
    return made?.every(({ failure }) => failure === undefined) ?? false;
  }, [start, names, dataset]);
}

const namesOf = (input: unknown): readonly string[] =>
  (input as { readonly names?: readonly string[] } | undefined)?.names ?? [];

/**
 * Generates every cohort whose definition can run, in one job: those that cannot are left out, as their pages say.
 * Answers how many were left out.
 */
export function useGenerateAll(names: readonly string[], dataset: string | null) {
  const backend = useBackend();
  const { start } = useJob('cohort.run', allSlot);
  return useCallback(async () => {
    const details = await Promise.all(names.map((name) => backend.call('cohort.get', { name })));
    const ready = details.filter(({ sql }) => sql !== null).map(({ name }) => name);
    if (ready.length === 0) throw new Failure('unsupported', t.unavailable.nothingRuns);
    for (const name of ready) useJobs.getState().forget(`cohort.run ${name}`);
    void start({ names: ready, dataset: dataset ?? undefined }, t.job.all(ready.length));
    return names.length - ready.length;
  }, [backend, start, names, dataset]);
}
