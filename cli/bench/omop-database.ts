import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import type { JobContext } from '../../contract/index.ts';
import { onDatabase } from '../../core/engine/on-database.ts';
import { identifier, literal } from '../../core/engine/sql-text.ts';
import { chooseDataset, datasetFolder } from '../../core/study/datasets.ts';
import { generateSample } from '../../datasets/generate.ts';
import type { Terminal } from '../terminal.ts';
import type { BenchOptions } from './bench.ts';

/**
 * The DuckDB file to measure on: a study's dataset, a file as it is, an OMOP folder's Parquet files copied into one
 * under `folder`, or a sample population made there.
 *
 * @throws Failure `not_found`, `invalid_input`.
 */
export async function databaseFile(
  { signal, onProgress, backend }: Terminal,
  folder: string,
  { data, study, dataset, persons }: BenchOptions,
): Promise<string> {
  const context = { signal, progress: onProgress };
  if (study !== undefined) {
    const { path } = await backend.call('study.open', { path: study });
    return join(datasetFolder(path, chooseDataset(path, dataset)), 'dataset.duckdb');
  }
  if (data === undefined) {
    const made = join(folder, 'sample');
    await generateSample({ persons, seed: 1, out: made, format: 'parquet' }, context);
    return copyOf(made, join(folder, 'sample.duckdb'), context);
  }
  const found = statSync(data, { throwIfNoEntry: false });
  if (!found) throw new Failure('not_found', `There is no file or folder “${data}”.`);
  return found.isDirectory() ? copyOf(data, join(folder, 'copy.duckdb'), context) : data;
}

async function copyOf(folder: string, path: string, context: JobContext): Promise<string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.parquet'));
  if (files.length === 0)
    throw new Failure('invalid_input', `“${folder}” holds no Parquet files. Give an OMOP folder or a DuckDB file.`);
  await onDatabase({ path }, async (connection) => {
    for (const file of files) {
      context.progress({ stage: 'copying tables' });
      const table = identifier(basename(file, '.parquet'));
      await connection.run(`CREATE TABLE ${table} AS FROM read_parquet(${literal(join(folder, file))})`, [], context);
    }
  });
  return path;
}
