import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dataFolder, datasetFolder } from '../study/datasets.ts';
import { fileFailure } from '../study/durable-file.ts';
import { signingKeyPath } from '../study/signing-key.ts';
import { keyFilePath } from './key-file.ts';
import { datasetKeyPath } from './vault.ts';

/** Overwrites a key file and removes it. What a disk or its backups keep of it is theirs. False where there was none. */
function destroyFile(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    writeFileSync(path, randomBytes(statSync(path).size), { flush: true });
    rmSync(path);
    return true;
  } catch (error) {
    throw fileFailure(error, path);
  }
}

/** Destroys the key of a dataset: its rows, and those of cohorts on it, cannot be read any more. */
export const destroyDatasetKey = (studyPath: string, dataset: string): boolean =>
  destroyFile(datasetKeyPath(datasetFolder(studyPath, dataset)));

/** Destroys every key of a study. The study's own goes last: until then it can be done again. */
export function destroyAllKeys(studyPath: string): void {
  const folder = dataFolder(studyPath);
  const datasets = existsSync(folder) ? readdirSync(folder) : [];
  for (const dataset of datasets) destroyDatasetKey(studyPath, dataset);
  destroyFile(signingKeyPath(studyPath));
  destroyFile(keyFilePath(studyPath));
}
