import { existsSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { attachForReading } from './data-file.ts';
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

/** `…/data/labs/dataset.duckdb#visits`: the table of an imported dataset; null for a file by itself. */
export function tableOfDataset(path: string): { readonly file: string; readonly table: string } | null {
  const [, file, table] = /^(.+\.duckdb)#(.+)$/.exec(path) ?? [];
  return file && table ? { file, table } : null;
}

/** The file that has to be there, and whose hash says what was read. */
export const fileOfTable = (path: string): string => tableOfDataset(path)?.file ?? path;

/** What a table is called where it was read: a file by its name, a table of a dataset by both of theirs. */
export function nameOfTable(path: string): string {
  const own = tableOfDataset(path);
  return own ? `${own.table} of ${basename(dirname(own.file))}` : basename(path);
}

/**
 * Loads one plain file (CSV, TSV, Parquet, JSON lines; gzip too), or one table of an imported dataset
 * (`dataset.duckdb#table`), into a temporary table.
 * @throws Failure `not_found`, `unsupported` for another ending, `unreadable` for a file that does not hold what its ending says.
 */
export async function readTable(
  connection: Connection,
  path: string,
  into: string,
  context: JobContext,
): Promise<void> {
  const file = fileOfTable(path);
  if (!existsSync(file) || !statSync(file).isFile()) throw new Failure('not_found', `There is no file “${file}”.`);
  const own = tableOfDataset(path);
  if (own) return copyTable(connection, own, into, context);
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
    throw new Failure('unreadable', notATable(path, ending), {}, { cause: error });
  }
}

const kinds: Readonly<Record<string, string>> = {
  '.csv': 'a CSV file: text, one row a line, as many cells in each as in the first, which names the columns',
  '.tsv': 'a TSV file: text, one row a line, cells divided by tabs, the columns named in the first',
  '.txt': 'a table of text: one row a line, as many cells in each as in the first, which names the columns',
  '.parquet': 'a Parquet file',
  '.ndjson': 'JSON lines: one object a line',
  '.jsonl': 'JSON lines: one object a line',
};

/** What DuckDB says of such a file is of its own reader's options; it is kept as the cause. */
const notATable = (path: string, ending: string): string =>
  `“${path}” can't be read as a table: it does not hold what its ending promises, ${kinds[ending]}. Save it again from the program it came from, or give it the ending of what it is.`;

async function copyTable(
  connection: Connection,
  { file, table }: { readonly file: string; readonly table: string },
  into: string,
  context: JobContext,
): Promise<void> {
  await attachForReading(connection, { path: file, catalog: 'read_from' }, context);
  try {
    const [found] = await connection.rows(
      "SELECT 1 FROM duckdb_tables() WHERE database_name = 'read_from' AND schema_name = 'main' AND table_name = $1",
      [table],
    );
    if (!found) throw new Failure('not_found', `There is no table “${table}” in “${file}”.`);
    const from = `read_from.main.${identifier(table)}`;
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${identifier(into)} AS FROM ${from}`, [], context);
  } finally {
    await connection.run('DETACH read_from');
  }
}
