import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../contract/context.ts';
import { Failure } from '../contract/failure.ts';
import { type Connection, openDatabase } from '../core/engine/database.ts';
import { literal } from '../core/engine/sql-text.ts';
import { defineDraws } from './generate/draws.ts';
import { fillWork } from './generate/lanes.ts';
import { tableQueries } from './generate/tables.ts';

export interface SampleOptions {
  /** 1 to 10,000,000. Person n is the same person whatever the number. */
  readonly persons: number;
  readonly seed: number;
  /** A folder, made if it isn't there. Files of the sample's tables in it are replaced. */
  readonly out: string;
  readonly format: 'parquet' | 'csv';
  /** Persons held in memory at once; the result does not depend on it. */
  readonly batch?: number;
  /** DuckDB threads; the result does not depend on it. */
  readonly threads?: number;
}

export interface SampleResult {
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly elapsedMs: number;
}

const fileOptions = {
  parquet: '(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880)',
  csv: '(FORMAT csv, HEADER)',
} as const;

/**
 * Writes a synthetic OMOP CDM 5.4 dataset, one file per table (`person.parquet` …), to `out`. Memory stays bounded
 * (2 GB for DuckDB) whatever the number of persons; space for about twice the result is needed while it runs. The
 * same seed gives the same rows on any number of threads. Nothing is left in `out` if it fails or is cancelled.
 *
 * @throws Failure `invalid_input` for a number of persons or a seed out of range, or a folder that can't be written; `cancelled`; `disk_full`.
 */
export async function generateSample(options: SampleOptions, context: JobContext): Promise<SampleResult> {
  check(options);
  const started = Date.now();
  const scratch = await scratchIn(options.out);
  try {
    const tables = await build(options, scratch, context);
    for (const { name } of tables) {
      const file = `${name}.${options.format}`;
      await rename(join(scratch, file), join(options.out, file));
    }
    return { tables, elapsedMs: Date.now() - started };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function scratchIn(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await mkdtemp(join(folder, '.making-'));
  } catch (cause) {
    const message = `No sample can be written to ${folder}: it is not a folder, or not one you may write to. Choose another.`;
    throw new Failure('invalid_input', message, {}, { cause });
  }
}

function check({ persons, seed, batch = 1 }: SampleOptions): void {
  if (!Number.isInteger(persons) || persons < 1 || persons > 10_000_000)
    throw new Failure('invalid_input', 'A sample has a whole number of persons from 1 to 10,000,000.');
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Failure('invalid_input', 'The seed of a sample is a whole number, 0 or more.');
  if (!Number.isInteger(batch) || batch < 1)
    throw new Failure('invalid_input', 'A batch holds a whole number of persons, 1 or more.');
}

async function build(options: SampleOptions, scratch: string, context: JobContext): Promise<SampleResult['tables']> {
  const database = await openDatabase({
    settings: {
      memory_limit: '2GB',
      temp_directory: join(scratch, 'spill'),
      ...(options.threads ? { threads: String(options.threads) } : {}),
    },
  });
  try {
    const connection = await database.connect();
    await connection.run(`ATTACH ${literal(join(scratch, 'work.duckdb'))} AS work`);
    await defineDraws(connection, options.seed);
    const { persons, seed, batch = 20_000 } = options;
    await fillWork(database, { persons, seed, batch }, context);
    const tables = await writeTables(connection, options, scratch, context);
    connection.close();
    return tables;
  } finally {
    database.close();
  }
}

async function writeTables(
  connection: Connection,
  { seed, persons, format }: SampleOptions,
  scratch: string,
  context: JobContext,
): Promise<SampleResult['tables']> {
  const queries = Object.entries(tableQueries(seed, persons));
  const tables: { name: string; rows: number }[] = [];
  for (const [i, [name, sql]] of queries.entries()) {
    context.progress({ stage: 'tables', done: i, total: queries.length });
    const file = literal(join(scratch, `${name}.${format}`));
    const [written] = await connection.rows<{ Count: number }>(`COPY (${sql}) TO ${file} ${fileOptions[format]}`, [], {
      signal: context.signal,
      progress: () => {},
    });
    tables.push({ name, rows: written?.Count ?? 0 });
  }
  context.progress({ stage: 'tables', done: queries.length, total: queries.length });
  return tables;
}
