import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DatasetManifest, datasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { readStored } from './stored-json.ts';

export const dataFolder = (studyPath: string): string => join(studyPath, 'data');
export const datasetFolder = (studyPath: string, dataset: string): string => join(dataFolder(studyPath), dataset);
/** The file that holds the tables of a dataset. */
export const databaseOf = (studyPath: string, dataset: string): string =>
  join(datasetFolder(studyPath, dataset), 'dataset.duckdb');

/** Names of the datasets that are whole: a manifest is written last, so an interrupted import never shows. */
export function datasetNames(studyPath: string): string[] {
  const folder = dataFolder(studyPath);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && existsSync(join(folder, name, 'manifest.json')))
    .sort();
}

export function readManifest(studyPath: string, dataset: string): DatasetManifest {
  const path = join(datasetFolder(studyPath, dataset), 'manifest.json');
  if (!datasetNames(studyPath).includes(dataset)) {
    const known = datasetNames(studyPath).join(', ') || 'none yet';
    throw new Failure('not_found', `There is no dataset “${dataset}” in this study. It has: ${known}.`);
  }
  return readStored(path, datasetManifest);
}

/** The dataset meant when none is named: the only one there is. */
export function chooseDataset(studyPath: string, dataset: string | undefined): string {
  if (dataset) return readManifest(studyPath, dataset).name;
  const names = datasetNames(studyPath);
  if (names.length === 1) return names[0]!;
  if (names.length === 0) throw new Failure('not_found', 'This study has no data yet. Import a dataset first.');
  throw new Failure('invalid_input', `This study has several datasets (${names.join(', ')}). Say which one.`);
}
