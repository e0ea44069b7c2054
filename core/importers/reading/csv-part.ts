import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';
import { type CsvDialect, csvDialect } from './csv-dialect.ts';
import { numbered, numberLines, type Stage, stageNames } from './csv-lines.ts';
import { checkGzip } from './gzip-check.ts';
import { reading } from './read-failure.ts';
import { sqlPaths } from './sql-path.ts';

/**
 * A delimited text file as a part: its well-formed rows as text in a temp table, the others by line and reason in
 * another. One pass over the file gives the gate, the count and the load the same rows; DuckDB spills the table to
 * its temp directory. All columns are read at once because DuckDB 1.5 aborts when bad UTF-8 sits in a column that a
 * query leaves out.
 */
export async function csvPart(
  file: SourceFile,
  stage: string,
  connection: Connection,
  context: JobContext,
): Promise<SourcePart> {
  const dialect = await csvDialect(file);
  if (dialect.gzip) await checkGzip(file, context);
  const names = stageNames(stage);
  const rejects = [names.errors, names.scans].map((table) => `DROP TABLE IF EXISTS temp.${identifier(table)}`);
  await connection.run(rejects.join('; '));
  const read = `CREATE OR REPLACE TEMP TABLE ${names.rows} AS SELECT * FROM ${readCsv(file, dialect, names)}`;
  await reading([file], () => connection.run(read, [], context));
  const prepare = once(() => numberLines(names, dialect.header, file, connection, context));
  const count = async (table: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).n;
  const isBroken = (await count(`temp.${identifier(names.errors)}`)) > 0;
  if (isBroken) await prepare();
  return {
    files: [file],
    relation: names.rows,
    async numbered() {
      await prepare();
      return numbered(names, file);
    },
    columns: dialect.header.map((name) => ({ name, type: 'VARCHAR' })),
    rows: await count(names.rows),
    broken: isBroken ? { table: names.broken, rows: await count(names.broken) } : null,
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

function readCsv(file: SourceFile, dialect: CsvDialect, names: Stage): string {
  const columns = dialect.header.map((name) => `${identifier(name)}: 'VARCHAR'`);
  return `read_csv(${sqlPaths([file])}, auto_detect = false, all_varchar = true, header = true,
    columns = {${columns.join(', ')}}, delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)},
    escape = ${literal(dialect.quote)}, compression = ${literal(dialect.gzip ? 'gzip' : 'none')},
    store_rejects = true, rejects_limit = 0, rejects_table = ${literal(names.errors)},
    rejects_scan = ${literal(names.scans)})`;
}
