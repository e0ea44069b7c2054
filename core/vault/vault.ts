import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { fileFailure, writeDurably } from '../study/durable-file.ts';
import type { StudyKey } from './key-file.ts';
import { unwrap, wrap } from './wrap.ts';

/** The keys of one open study. Every file is named by its place, so that none can stand in for another. */
export interface Vault {
  readonly folder: string;
  seal(path: string, content: Uint8Array): Buffer;
  /** @throws Failure `integrity` where the content was not sealed for this very place. */
  open(path: string, sealed: Uint8Array): Buffer;
  /** The same, but null where it does not open. */
  tryOpen(path: string, sealed: Uint8Array): Buffer | null;
  /** A fresh key for the dataset that is to stand in `folder`; `keep` writes it, wrapped, into the folder it is made in. */
  newDatasetKey(folder: string): { readonly key: Uint8Array; keep(into: string): void };
  /** The key of the dataset in a folder. @throws Failure `integrity` where it is gone or was changed. */
  datasetKey(folder: string): Uint8Array;
  close(): void;
}

/** Begins every sealed file. */
const magic = Buffer.from('STILLROOM SEALED 1\n');
export const isSealed = (bytes: Uint8Array): boolean => magic.equals(bytes.subarray(0, magic.length));

export const datasetKeyPath = (folder: string): string => join(folder, 'dataset.key');

const purpose = (key: Uint8Array, what: string) => Buffer.from(hkdfSync('sha256', key, '', `stillroom ${what}`, 32));

function readKey(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileFailure(error, path);
    throw new Failure(
      'integrity',
      `The key of this dataset (“${path}”) is gone: it was destroyed, or not copied along. Restore it from a copy; without it nobody can read the data.`,
    );
  }
}

/** Opens the keys of a study folder. */
export function openVault(studyFolder: string, { study, key }: StudyKey): Vault {
  const files = purpose(key, 'files');
  const datasets = purpose(key, 'dataset keys');
  const placeOf = (path: string) => relative(studyFolder, path).split(sep).join('/');
  const aboutFile = (path: string) => `stillroom file 1 ${study} ${placeOf(path)}`;
  const aboutDataset = (folder: string) => `stillroom dataset key 1 ${study} ${placeOf(folder)}`;

  function datasetKey(folder: string): Buffer {
    const path = datasetKeyPath(folder);
    const found = unwrap(datasets, aboutDataset(folder), readKey(path));
    if (found) return found;
    throw new Failure('integrity', `“${path}” is damaged, or of another dataset. Restore it from a copy.`);
  }

  /** Rows of cohorts go with the key of their dataset: destroying it ends them too. */
  function keyFor(path: string): Uint8Array {
    const [root, dataset = '', below] = placeOf(path).split('/');
    if (root !== 'data' || below !== 'cohorts') return files;
    return purpose(datasetKey(join(studyFolder, root, dataset)), 'cohorts');
  }

  const tryOpen = (path: string, sealed: Uint8Array) =>
    isSealed(sealed) ? unwrap(keyFor(path), aboutFile(path), sealed.subarray(magic.length)) : null;

  return {
    folder: studyFolder,
    tryOpen,
    seal: (path, content) => Buffer.concat([magic, wrap(keyFor(path), aboutFile(path), content)]),
    open(path, sealed) {
      const content = tryOpen(path, sealed);
      if (content) return content;
      throw new Failure(
        'integrity',
        `“${path}” is damaged, or was not written for this place in this study. Make the result again, or restore the file from a copy.`,
      );
    },
    newDatasetKey(folder) {
      const made = randomBytes(32);
      return {
        key: made,
        keep: (into) => writeDurably(datasetKeyPath(into), wrap(datasets, aboutDataset(folder), made)),
      };
    },
    datasetKey,
    close() {
      for (const secret of [files, datasets, key]) secret.fill(0);
    },
  };
}
