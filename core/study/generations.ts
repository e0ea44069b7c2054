import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cohortResult } from '../../contract/cohort.ts';
import { cohortWords } from '../../contract/findings.ts';
import { vaultAt } from '../vault/open-vaults.ts';
import { datasetFolder } from './datasets.ts';
import { fileFailure } from './durable-file.ts';
import { fileNameOf } from './file-name.ts';
import { readStored, writeStored } from './stored-json.ts';
import type { Study } from './study.ts';

export const definitionHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is kept of a cohort's latest generation on a dataset, beside its rows in Parquet. */
const generation = z.object({
  name: z.string(),
  dataset: z.string(),
  run: z.string(),
  at: z.string(),
  /** sha256 of what the definition meant when the generation started, the cohorts it builds on included. */
  definition: z.string(),
  result: cohortResult,
  words: cohortWords.optional(),
});
export type Generation = z.infer<typeof generation>;

const cohortsOf = (studyPath: string, dataset: string) => join(datasetFolder(studyPath, dataset), 'cohorts');
const recordPath = (studyPath: string, dataset: string, cohort: string) =>
  join(cohortsOf(studyPath, dataset), `${fileNameOf(cohort)}.json`);

/** The name of a generation's rows file. `fileNameOf` leaves no “@”, so no two cohorts share a name. */
const rowsFile = (studyPath: string, cohort: string, run: string) =>
  `${fileNameOf(cohort)}@${fileNameOf(run)}.${vaultAt(studyPath) ? 'rows' : 'parquet'}`;

/** Where the rows of a generation are, until a later one of the same cohort is kept. */
export const rowsPathOf = (studyPath: string, { dataset, name, run }: Generation): string =>
  join(cohortsOf(studyPath, dataset), rowsFile(studyPath, name, run));

/** Where the rows of a cohort's latest generation are; where there is none, a place where no file is. */
export function cohortRowsPath(studyPath: string, dataset: string, cohort: string): string {
  const run = readGeneration(studyPath, dataset, cohort)?.run ?? '';
  return join(cohortsOf(studyPath, dataset), rowsFile(studyPath, cohort, run));
}

/** Rows files that are being written: no orphans, though no record names them yet. */
const inProgress = new Set<string>();

/**
 * Keeps a generation: `write` writes the rows to a file of their own, then the record that names it by its run is
 * switched, then the rows of earlier generations are removed. A process killed on the way leaves the earlier record
 * with its own rows; the rows that nothing names are removed by the next generation.
 */
export async function keepGeneration(
  studyPath: string,
  value: Generation,
  write: (rowsPath: string) => Promise<void>,
): Promise<void> {
  const folder = cohortsOf(studyPath, value.dataset);
  const path = rowsPathOf(studyPath, value);
  inProgress.add(path);
  try {
    makeFolder(folder);
    await write(path);
    syncFile(path);
    writeStored(recordPath(studyPath, value.dataset, value.name), value);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    inProgress.delete(path);
  }
  removeRows(folder, value.name, path);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw fileFailure(error, path);
  }
}

function syncFile(path: string): void {
  try {
    const file = openSync(path, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileFailure(error, path);
  }
}

/** Removes every rows file of a cohort but the one to keep and those being written. */
function removeRows(folder: string, cohort: string, keep?: string): void {
  if (!existsSync(folder)) return;
  const start = `${fileNameOf(cohort)}@`;
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    if (file.startsWith(start) && path !== keep && !inProgress.has(path)) rmSync(path, { force: true });
  }
}

export function readGeneration(studyPath: string, dataset: string, cohort: string): Generation | null {
  const path = recordPath(studyPath, dataset, cohort);
  return existsSync(path) ? readStored(path, generation) : null;
}

/** Every record on a dataset, also of cohorts that an undo took out of the study: a redo brings them back. */
export function generations(studyPath: string, dataset: string): Generation[] {
  const folder = cohortsOf(studyPath, dataset);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readStored(join(folder, file), generation));
}

/** Every cohort of the study that has rows on a dataset. */
export function presentGenerations(study: Study, dataset: string): Generation[] {
  const names = new Set(study.documents.list('cohorts'));
  return generations(study.path, dataset).filter(({ name }) => names.has(name));
}

/** Removes the generations of cohorts that are no longer in the study. */
export function removeAbsentGenerations(study: Study, dataset: string): void {
  const names = new Set(study.documents.list('cohorts'));
  for (const { name } of generations(study.path, dataset))
    if (!names.has(name)) removeGenerations(study.path, dataset, name);
}

export function removeGenerations(studyPath: string, dataset: string, cohort: string): void {
  rmSync(recordPath(studyPath, dataset, cohort), { force: true });
  removeRows(cohortsOf(studyPath, dataset), cohort);
}
