import { existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from './database.ts';
import { identifier, literal } from './sql-text.ts';

const readers: Readonly<Record<string, (path: string) => string>> = {
  '.csv': (path) => `read_csv(${path}, sample_size = -1)`,
  '.tsv': (path) => `read_csv(${path}, delim = '\\t', sample_size = -1)`,
  '.txt': (path) => `read_csv(${path}, sample_size = -1)`,
  '.parquet': (path) => `read_parquet(${path})`,
  '.ndjson': (path) => `read_json(${path}, format = 'newline_delimited')`,
  '.jsonl': (path) => `read_json(${path}, format = 'newline_delimited')`,
};

/**
 * Loads one plain file (CSV, TSV, Parquet, JSON lines; gzip too) into a temporary table.
 * @throws Failure `not_found`, `unsupported` for another ending, `unreadable` for a file that does not hold what its ending says.
 */
export async function readTable(
  connection: Connection,
  path: string,
  into: string,
  context: JobContext,
): Promise<void> {
  if (!existsSync(path) || !statSync(path).isFile()) throw new Failure('not_found', `There is no file “${path}”.`);
  const ending = extname(path.replace(/\.gz$/i, '')).toLowerCase();
  const reader = readers[ending];
  if (!reader) {
    throw new Failure(
      'unsupported',
      `“${path}” is not a table Stillroom reads here. Give a CSV, TSV, Parquet or JSON lines file.`,
    );
  }
  try {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE ${identifier(into)} AS FROM ${reader(literal(path))}`,
      [],
      context,
    );
  } catch (error) {
    const failure = Failure.from(error);
    if (failure.code !== 'sql' && failure.code !== 'unreadable') throw failure;
    throw new Failure('unreadable', `“${path}” can't be read as a table: ${failure.message}`, {}, { cause: error });
  }
}
