import type { CohortEntry } from '../../../contract/cohort.ts';
import type { JobRecord } from '../../state/jobs.ts';

export type Generation = CohortEntry['generated'][number];

/** The latest generation of a cohort on a dataset. */
export const generationOn = (entry: CohortEntry, dataset: string | null): Generation | undefined =>
  entry.generated.find((one) => one.dataset === dataset);

/** Names of the cohorts that are being generated now, by whichever job. */
export function runningNames(jobs: Readonly<Record<number, JobRecord>>): ReadonlySet<string> {
  const running = Object.values(jobs).filter(
    ({ method, status }) => method === 'cohort.run' && (status === 'running' || status === 'cancelling'),
  );
  return new Set(running.flatMap(({ input }) => (input as { readonly names: readonly string[] }).names));
}

/** How many of them have rows of their present definition on a dataset. */
export const countGenerated = (entries: readonly CohortEntry[], dataset: string | null): number =>
  entries.filter((entry) => generationOn(entry, dataset)?.stale === false).length;
