import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { parseExpression } from '../../core/cohort/check.ts';
import { generateCohorts } from '../../core/cohort/run.ts';
import type { Connection } from '../../core/engine/database.ts';
import { openWorkspace } from '../../core/engine/workspace.ts';
import { readDefinitionFile } from '../../core/handlers/cohort.ts';
import { referenceFolder, templatesFolder } from '../paths.ts';
import type { Terminal } from '../terminal.ts';
import type { BenchOptions } from './bench.ts';
import { databaseFile } from './omop-database.ts';

/** What the same definitions took on one population. */
export interface Growth {
  readonly data: string;
  readonly persons: number;
  readonly definitions: number;
  readonly rows: number;
  readonly seconds: number;
  /** The most that DuckDB held, and the whole process, in megabytes; sampled every few milliseconds. */
  readonly duckdbMb: number;
  readonly processMb: number;
}

const megabyte = 2 ** 20;
const everyMs = 20;

/** The definitions of a folder, or those that fit the sample population. */
function definitionsOf(folder: string | undefined) {
  const folders = folder === undefined ? [templatesFolder, referenceFolder] : [folder];
  return folders.flatMap((one) =>
    readdirSync(one)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => {
        const { name, expression } = readDefinitionFile(join(one, file));
        return { name, expression: parseExpression(expression) };
      }),
  );
}

/** Watches memory until `stop` is called, which gives the most that was seen. */
function watchMemory(connection: Connection) {
  let [duckdb, rss, isAsking] = [0, 0, false];
  const look = async () => {
    rss = Math.max(rss, process.memoryUsage.rss());
    if (isAsking) return;
    isAsking = true;
    const row = await connection.one<{ bytes: number }>(
      'SELECT CAST(sum(memory_usage_bytes) AS DOUBLE) AS bytes FROM duckdb_memory()',
    );
    duckdb = Math.max(duckdb, row.bytes);
    isAsking = false;
  };
  let failure: unknown = null;
  const timer = setInterval(() => {
    look().catch((error) => {
      isAsking = false;
      // DuckDB has no room left for the question either; the next one is asked when it has.
      if (Failure.from(error).details.kind !== 'Out of Memory') failure = error;
    });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await look();
    if (failure) throw Failure.from(failure);
    return { duckdbMb: Math.round(duckdb / megabyte), processMb: Math.round(rss / megabyte) };
  };
}

async function measured(file: string, terminal: Terminal, options: BenchOptions): Promise<Growth> {
  const definitions = definitionsOf(options.definitions);
  const { threads, memoryLimit } = options;
  const workspace = await openWorkspace({ threads, memoryLimit }, file);
  try {
    const [connection, watcher] = [await workspace.connect(), await workspace.connect()];
    const into = 'growth_rows';
    await connection.run(
      `CREATE TEMP TABLE ${into} (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`,
    );
    const { n } = await connection.one<{ n: number }>('SELECT CAST(count(*) AS DOUBLE) AS n FROM cdm.person');
    const stop = watchMemory(watcher);
    const started = performance.now();
    const context = { signal: terminal.signal, progress: terminal.onProgress };
    const runs = await generateCohorts(connection, definitions, { into }, context);
    const seconds = (performance.now() - started) / 1000;
    const memory = await stop();
    const failed = runs.find(({ failure }) => failure)?.failure;
    if (failed) throw Failure.fromWire(failed);
    connection.close();
    watcher.close();
    const rows = runs.reduce((sum, run) => sum + run.rows, 0);
    return { data: basename(file), persons: n, definitions: runs.length, rows, seconds, ...memory };
  } finally {
    workspace.close();
  }
}

/**
 * Time and peak memory of the same definitions on one population after another: DuckDB files or OMOP folders, or
 * populations of these sizes, made for the purpose and removed before the next.
 */
export async function measureGrowth(
  terminal: Terminal,
  folder: string,
  populations: readonly (string | number)[],
  options: BenchOptions,
): Promise<readonly Growth[]> {
  const found: Growth[] = [];
  for (const [i, one] of populations.entries()) {
    const own = join(folder, String(i));
    mkdirSync(own);
    const population = typeof one === 'number' ? { ...options, persons: one } : { ...options, data: one };
    found.push(await measured(await databaseFile(terminal, own, population), terminal, options));
    rmSync(own, { recursive: true, force: true });
  }
  return found;
}
