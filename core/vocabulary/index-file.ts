import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { attachForReading, attachForWriting } from '../engine/data-file.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { fileFailure } from '../study/durable-file.ts';
import { buildIndex } from './build-index.ts';
import { readIndex, type VocabularyIndex } from './vocabulary-index.ts';

/** Rises when the index's tables or the meaning of its counts change: an older file is then made again. */
const format = 6;

/** Rows that are read at least: small, as most questions are about one word or one concept. */
const rowGroup = 16_384;

const fileOf = (datasetFolder: string) => join(datasetFolder, 'vocabulary.duckdb');
const draftPrefix = '.vocabulary-';

/** Drafts this process writes right now; others were left by one that was killed. */
const drafts = new Set<string>();

let attached = 0;
const freeCatalog = () => `vocabulary_${++attached}`;

/** Attaches the index kept beside a dataset; null where there is none, or one of other data or of another format. */
export async function attachIndex(
  connection: Connection,
  datasetFolder: string,
  { sha256 }: Pick<DatasetManifest, 'sha256'>,
): Promise<VocabularyIndex | null> {
  const path = fileOf(datasetFolder);
  if (!existsSync(path)) return null;
  const catalog = freeCatalog();
  try {
    await attachForReading(connection, { path, catalog });
  } catch (error) {
    // A file that is damaged is made again; what it holds is derived.
    if (Failure.from(error).code === 'cancelled') throw error;
    return null;
  }
  const schema = `${catalog}.main`;
  if (await isOf(connection, schema, sha256)) return readIndex(connection, schema, true);
  await connection.run(`DETACH ${catalog}`);
  return null;
}

async function isOf(connection: Connection, schema: string, sha256: string): Promise<boolean> {
  try {
    const { n } = await connection.one<{ n: number }>(
      `SELECT count(*) AS n FROM ${schema}.made_from WHERE format = ${format} AND dataset_sha256 = ${literal(sha256)}`,
    );
    return n === 1;
  } catch (error) {
    if (Failure.from(error).code === 'cancelled') throw error;
    return false;
  }
}

/**
 * Builds a dataset's index, counted, and keeps it beside the dataset: in a draft that gets the file's name when it is
 * whole and on the disk. A process killed on the way leaves a draft, which the next one that builds removes.
 *
 * @throws Failure `cancelled`, `disk_full`, `read_only`; nothing is left then.
 */
export async function keepIndex(
  connection: Connection,
  datasetFolder: string,
  manifest: Pick<DatasetManifest, 'sha256' | 'tables'>,
  context: JobContext,
): Promise<void> {
  sweepDrafts(datasetFolder);
  const draft = join(datasetFolder, `${draftPrefix}${randomBytes(6).toString('hex')}.duckdb`);
  const catalog = freeCatalog();
  drafts.add(draft);
  try {
    await attachForWriting(connection, { path: draft, catalog, rowGroup });
    try {
      await buildIndex(connection, `${catalog}.main`, manifest, true, context);
      await connection.run(
        `CREATE TABLE ${catalog}.main.made_from AS SELECT ${format} AS format, ${literal(manifest.sha256)} AS dataset_sha256`,
      );
      await connection.run(`CHECKPOINT ${catalog}`);
    } catch (error) {
      await detachBroken(connection, catalog);
      throw error;
    }
    await connection.run(`DETACH ${catalog}`);
    publish(draft, fileOf(datasetFolder));
  } finally {
    drafts.delete(draft);
    for (const file of [draft, `${draft}.wal`]) rmSync(file, { force: true });
  }
}

/** Why the build failed is what is told; that its draft can't be closed either is a warning. */
async function detachBroken(connection: Connection, catalog: string): Promise<void> {
  try {
    await connection.run(`DETACH ${catalog}`);
  } catch (error) {
    process.emitWarning(Failure.from(error).message);
  }
}

function publish(draft: string, path: string): void {
  try {
    const file = openSync(draft, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    throw fileFailure(error, path);
  }
}

function sweepDrafts(datasetFolder: string): void {
  for (const file of readdirSync(datasetFolder)) {
    const draft = join(datasetFolder, file.replace(/\.wal$/, ''));
    if (file.startsWith(draftPrefix) && !drafts.has(draft)) rmSync(join(datasetFolder, file), { force: true });
  }
}
