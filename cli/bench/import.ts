import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { type Connection, openDatabase } from '../../core/engine/database.ts';
import { trustedSettings } from '../../core/engine/settings.ts';
import { identifier, literal } from '../../core/engine/sql-text.ts';
import { importDataset } from '../../core/importers/import-dataset.ts';
import { duckType } from '../../core/importers/omop/cdm/table.ts';
import { cdmTables } from '../../core/importers/omop/cdm/tables.ts';
import { generateSample } from '../../datasets/generate.ts';
import type { Terminal } from '../terminal.ts';
import { type Bench, type BenchOptions, type BenchResult, sideBySide } from './bench.ts';

/** The whole import (plan, gate, casts, rejects, hashes, manifest) beside DuckDB's bare copy of the same files. */
export const importBench: Bench = {
  name: 'import',
  summary: "OMOP folders of CSV and of Parquet through the gate, beside DuckDB's own copy of the same files",
  async run(terminal, folder, options) {
    if (options.data !== undefined) return [await measured(terminal, folder, options.data, options)];
    const results: BenchResult[] = [];
    for (const format of ['csv', 'parquet'] as const) {
      const source = join(folder, format);
      const { persons } = options;
      const context = { signal: terminal.signal, progress: terminal.onProgress };
      await generateSample({ persons, seed: 1, out: source, format }, context);
      results.push(await measured(terminal, folder, source, options));
      rmSync(source, { recursive: true });
    }
    return results;
  },
};

async function measured(
  { signal, onProgress }: Terminal,
  folder: string,
  source: string,
  { rounds, threads, memoryLimit }: BenchOptions,
): Promise<BenchResult> {
  const context = { signal, progress: onProgress };
  const files = readdirSync(source).filter((file) => /\.(csv|parquet)$/.test(file));
  if (files.length === 0) throw new Failure('invalid_input', `“${source}” holds no CSV or Parquet files.`);
  const limits = { threads, memoryLimit };
  const ourCpu: number[] = [];
  const theirCpu: number[] = [];
  let peak = 0;

  async function ours(round: number): Promise<void> {
    const dataDir = join(folder, `data-${round}`);
    mkdirSync(dataDir);
    // Memory that the peer's round leaves behind cannot be told apart, so only the first round is watched.
    const watch = setInterval(() => {
      if (round === 0) peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
    ourCpu.push(
      await cpuSeconds(() =>
        importDataset({ paths: [source], format: 'omop', name: 'bench', decisions: [], dataDir, limits }, context),
      ).finally(() => clearInterval(watch)),
    );
    rmSync(dataDir, { recursive: true });
  }

  async function theirs(round: number): Promise<void> {
    const path = join(folder, `copy-${round}.duckdb`);
    const database = await openDatabase({ path, settings: trustedSettings(limits, join(folder, 'spill')) });
    const connection = await database.connect();
    theirCpu.push(
      await cpuSeconds(async () => {
        for (const file of files) await copy(connection, join(source, file));
        connection.close();
        database.close();
      }),
    );
    rmSync(path);
  }

  const times = await sideBySide(rounds, ours, theirs);
  const isText = files.some((file) => file.endsWith('.csv'));
  return {
    name: 'import',
    work: basename(source),
    peer: isText ? 'DuckDB: COPY FROM csv' : 'DuckDB: CREATE TABLE AS FROM read_parquet',
    ...times,
    cpuSeconds: { ours: middle(ourCpu), theirs: middle(theirCpu) },
    peakMb: { ours: Math.round(peak / 2 ** 20), theirs: null },
  };
}

/** A table of the CDM's own types, as a person would load the file with nothing but DuckDB. */
async function copy(connection: Connection, file: string): Promise<void> {
  const name = basename(file).replace(/\.(csv|parquet)$/, '');
  if (file.endsWith('.parquet')) {
    await connection.run(`CREATE TABLE ${identifier(name)} AS FROM read_parquet(${literal(file)})`);
    return;
  }
  const kinds = cdmTables.get(name)?.columns ?? {};
  const columns = headerOf(file).map((column) => {
    const kind = kinds[column.toLowerCase()];
    return `${identifier(column)} ${kind ? duckType(kind) : 'VARCHAR'}`;
  });
  await connection.run(`CREATE TABLE ${identifier(name)} (${columns.join(', ')})`);
  await connection.run(`COPY ${identifier(name)} FROM ${literal(file)} (HEADER)`);
}

function headerOf(file: string): string[] {
  const handle = openSync(file, 'r');
  const start = Buffer.alloc(65_536);
  const bytes = readSync(handle, start);
  closeSync(handle);
  return (start.toString('utf8', 0, bytes).split('\n')[0] ?? '').trim().split(',');
}

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
