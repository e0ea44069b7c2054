import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { type FileKey, requireWithinOneKey } from '../engine/data-file.ts';
import { writeStored } from '../study/stored-json.ts';
import { vaultAt } from '../vault/open-vaults.ts';
import { sweepUnfinished, unfinishedHere, unfinishedPrefix } from './sweep.ts';

/** A folder an import works in. Only `publish` makes it a dataset; `discard` leaves nothing. */
export interface UnfinishedDataset {
  readonly path: string;
  readonly database: string;
  /** What `database` is to be encrypted with; null in a study that is not encrypted. */
  readonly key: FileKey | null;
  readonly spill: string;
  publish(manifest: DatasetManifest): Promise<void>;
  discard(): Promise<void>;
}

/** Begins dataset `name` under `dataDir`. Failure `conflict` where that name is taken. */
export async function beginDataset(dataDir: string, name: string): Promise<UnfinishedDataset> {
  const target = join(dataDir, name);
  if (existsSync(target)) throw taken(name);
  sweepUnfinished(dataDir);
  const path = join(dataDir, unfinishedPrefix + randomBytes(6).toString('hex'));
  const spill = join(path, 'spill');
  await mkdir(spill, { recursive: true, mode: 0o700 }).catch(diskFailure);
  unfinishedHere.add(path);
  const secret = vaultAt(dataDir)?.newDatasetKey(target) ?? null;
  const database = join(path, 'dataset.duckdb');
  return {
    path,
    database,
    key: secret?.key ?? null,
    spill,
    async publish(manifest) {
      try {
        await rm(spill, { recursive: true, force: true });
        if (secret) requireWithinOneKey(database);
        secret?.keep(path);
        writeStored(join(path, 'manifest.json'), manifest, join(target, 'manifest.json'));
        for (const file of ['dataset.duckdb', 'manifest.json', '.']) await flush(join(path, file));
        if (existsSync(target)) throw taken(name);
        await rename(path, target);
        await flush(dataDir);
      } catch (error) {
        return diskFailure(error);
      } finally {
        unfinishedHere.delete(path);
      }
    },
    async discard() {
      unfinishedHere.delete(path);
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

function taken(name: string): Failure {
  return new Failure('conflict', `This study has a dataset “${name}” already. Give the new one another name.`);
}

function diskFailure(error: unknown): never {
  const code = (error as { code?: unknown }).code;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
  throw new Failure(
    'disk_full',
    'The disk is full. Nothing was changed; free some space and import again.',
    {},
    { cause: error },
  );
}
