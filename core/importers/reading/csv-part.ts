import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';
import { type CsvDialect, csvDialect } from './csv-dialect.ts';
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
  const [table, errors, scans] = [stage, `${stage}_errors`, `${stage}_scans`].map(identifier);
  await reading([file], () =>
    connection.run(`CREATE TEMP TABLE ${table} AS SELECT * FROM ${readCsv(file, dialect, stage)}`, [], context),
  );
  const broken = `${stage}_broken`;
  await connection.run(brokenRows(broken, `${stage}_errors`, file), [], context);
  await connection.run(`DROP TABLE IF EXISTS temp.${errors}; DROP TABLE IF EXISTS temp.${scans}`);
  const counts = `SELECT (SELECT count(*) FROM temp.${table}) AS rows, (SELECT count(*) FROM temp.${identifier(broken)}) AS broken`;
  const n = await connection.one<{ rows: number; broken: number }>(counts, [], context);
  return {
    files: [file],
    relation: `temp.${table}`,
    numbered: numbered(stage, broken, dialect, file),
    columns: dialect.header.map((name) => ({ name, type: 'VARCHAR' })),
    rows: n.rows,
    broken: { table: broken, rows: n.broken },
  };
}

function readCsv(file: SourceFile, dialect: CsvDialect, stage: string): string {
  const columns = dialect.header.map((name) => `${identifier(name)}: 'VARCHAR'`);
  return `read_csv(${sqlPaths([file])}, auto_detect = false, all_varchar = true, header = true,
    columns = {${columns.join(', ')}}, delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)},
    escape = ${literal(dialect.quote)}, compression = ${literal(dialect.gzip ? 'gzip' : 'none')},
    store_rejects = true, rejects_limit = 0, rejects_table = ${literal(`${stage}_errors`)},
    rejects_scan = ${literal(`${stage}_scans`)})`;
}

/** One row for each physical line a broken record covers: an open quote can swallow several. No content is kept. */
function brokenRows(broken: string, errors: string, file: SourceFile): string {
  return `CREATE TEMP TABLE ${identifier(broken)} AS
    SELECT ${literal(file.name)} AS file, unnest(range(first, first + span)) AS line, reason
    FROM (
      SELECT line AS first, any_value(1 + length(csv_line) - length(replace(csv_line, chr(10), ''))) AS span,
             min(CASE error_type
               WHEN 'MISSING COLUMNS' THEN 'too few fields'
               WHEN 'TOO MANY COLUMNS' THEN 'too many fields'
               WHEN 'UNQUOTED VALUE' THEN 'a quote is not closed'
               WHEN 'INVALID ENCODING' THEN 'not UTF-8'
               WHEN 'LINE SIZE OVER MAXIMUM' THEN 'line too long'
               ELSE 'not readable as a row' END) AS reason
      FROM temp.${identifier(errors)} GROUP BY line
    )
    ORDER BY line`;
}

/**
 * Staged rows with their line: header, row number, line breaks inside earlier values and broken lines before it.
 * Empty lines, which DuckDB skips, are not counted.
 */
function numbered(stage: string, broken: string, dialect: CsvDialect, file: SourceFile): string {
  const breaks = dialect.header
    .map((name) => `coalesce(length(${identifier(name)}) - length(replace(${identifier(name)}, chr(10), '')), 0)`)
    .join(' + ');
  return `(
    SELECT * EXCLUDE (rowid, __at, __breaks), ${literal(file.name)} AS __file,
           __at + (SELECT count(*) FROM (
             SELECT line - row_number() OVER (ORDER BY line) + 1 AS slot FROM temp.${identifier(broken)}
           ) WHERE slot <= __at) AS __line
    FROM (
      SELECT *, rowid + 2 + sum(__breaks) OVER (ORDER BY rowid ROWS UNBOUNDED PRECEDING) - __breaks AS __at
      FROM (SELECT *, rowid, ${breaks} AS __breaks FROM temp.${identifier(stage)})
    )
  )`;
}
