import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cohortResult } from '../../contract/cohort.ts';
import { datasetFolder } from './datasets.ts';
import { writeDurably } from './durable-file.ts';
import { fileNameOf } from './file-name.ts';
import { readStored, storedText } from './stored-json.ts';

export const definitionHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is kept of a cohort's latest generation on a dataset, beside its rows in Parquet. */
const generation = z.object({
  name: z.string(),
  dataset: z.string(),
  run: z.string(),
  at: z.string(),
  definition: z.string(),
  result: cohortResult,
});
export type Generation = z.infer<typeof generation>;

const cohortsOf = (studyPath: string, dataset: string) => join(datasetFolder(studyPath, dataset), 'cohorts');

export const cohortRowsPath = (studyPath: string, dataset: string, cohort: string): string =>
  join(cohortsOf(studyPath, dataset), `${fileNameOf(cohort)}.parquet`);

export function saveGeneration(studyPath: string, value: Generation): void {
  writeDurably(join(cohortsOf(studyPath, value.dataset), `${fileNameOf(value.name)}.json`), storedText(value));
}

export function readGeneration(studyPath: string, dataset: string, cohort: string): Generation | null {
  const path = join(cohortsOf(studyPath, dataset), `${fileNameOf(cohort)}.json`);
  return existsSync(path) ? readStored(path, generation) : null;
}

/** Every cohort that has rows on a dataset. */
export function generations(studyPath: string, dataset: string): Generation[] {
  const folder = cohortsOf(studyPath, dataset);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readStored(join(folder, file), generation));
}

export function removeGenerations(studyPath: string, dataset: string, cohort: string): void {
  for (const ending of ['json', 'parquet'])
    rmSync(join(cohortsOf(studyPath, dataset), `${fileNameOf(cohort)}.${ending}`), { force: true });
}
