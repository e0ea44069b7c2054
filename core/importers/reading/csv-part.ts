import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';
import { type CsvDialect, csvDialect } from './csv-dialect.ts';
import { brokenSpans, numbered, numberLines, type Stage, stageNames } from './csv-lines.ts';
import { checkGzip } from './gzip-check.ts';
import { mayBeLineEnds, uniformLineEnds } from './line-ends.ts';
import { mendQuotes } from './mend-quotes.ts';
import { reading } from './read-failure.ts';
import { sqlPaths } from './sql-path.ts';
import { spillFolder, stageCatalog } from './stage-catalog.ts';

/** What becomes of one text column: SQL over the text columns, its type, and when a row fails for it. */
export interface StagedColumn {
  readonly type: string;
  readonly value: string;
  readonly fails: ((typed: string) => string) | null;
}

export type Shape = (column: string) => StagedColumn;

/** One reading of a file into the stage. */
interface Staged {
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  readonly names: Stage;
  /** Names of the logs of bad lines, of the first reading and of the second. */
  readonly logs: readonly [string, string];
  /** Lines that are no rows. */
  readonly brokenLines: number;
}

type StagedColumns = readonly (StagedColumn & { readonly name: string })[];

async function stageFile(
  file: SourceFile,
  dialect: CsvDialect,
  stage: string,
  columns: StagedColumns,
  connection: Connection,
  context: JobContext,
): Promise<Staged> {
  const catalog = await stageCatalog(connection);
  const names = stageNames(catalog, stage);
  const logs = [stage, `${stage}_again`] as const;
  for (const log of logs) await dropLog(log, connection);
  const kind = catalog === 'temp' ? 'TEMP TABLE' : 'TABLE';
  const typed = `CREATE OR REPLACE ${kind} ${names.rows} AS ${typedRows(columns, readCsv(file, dialect, logging(stage)))}`;
  await reading([file], () => connection.run(typed, [], context));
  const { lines } = await connection.one<{ lines: number }>(
    `SELECT coalesce(sum(span), 0)::BIGINT AS lines FROM (${brokenSpans(names)})`,
  );
  return { file, dialect, names, logs, brokenLines: lines };
}

/** Reads a file into the stage; one with mixed line ends by way of a copy that has one kind. */
async function stageUniform(
  file: SourceFile,
  dialect: CsvDialect,
  stage: string,
  columns: StagedColumns,
  connection: Connection,
  context: JobContext,
): Promise<Staged> {
  try {
    return await stageFile(file, dialect, stage, columns, connection, context);
  } catch (error) {
    const folder = mayBeLineEnds(error) ? await spillFolder(connection) : null;
    if (!folder) throw error;
    const uniform = await uniformLineEnds(file, dialect.gzip, folder, context);
    return stageFile(uniform, { ...dialect, gzip: false }, stage, columns, connection, context);
  }
}

/**
 * Reads a file into the stage. An open quote swallows what follows up to the next quote, perhaps the whole rest of the
 * file: then the file is read once more with such lines set apart, and the reading that loses fewer lines is kept.
 */
async function stageBest(
  file: SourceFile,
  dialect: CsvDialect,
  stage: string,
  columns: StagedColumns,
  connection: Connection,
  context: JobContext,
): Promise<Staged> {
  const first = await stageUniform(file, dialect, stage, columns, connection, context);
  const { swallowed } = await connection.one<{ swallowed: number }>(
    `SELECT count(*) AS swallowed FROM (${brokenSpans(first.names)}) WHERE span > 1`,
  );
  const folder = await spillFolder(connection);
  if (swallowed === 0 || !folder) return first;
  const mended = await mendQuotes(first.file, first.dialect, folder, context);
  const second = await stageFile(mended, { ...dialect, gzip: false }, `${stage}_mended`, columns, connection, context);
  return second.brokenLines < first.brokenLines ? second : first;
}

/**
 * A delimited text file as a part: rows with their types and whether they fit, and lines that are no rows by number
 * and reason. Only where rows do not fit is the file read again, for their text. All columns are read at once because
 * DuckDB 1.5 aborts when bad UTF-8 sits in a column that a query leaves out.
 */
export async function csvPart(
  file: SourceFile,
  stage: string,
  shape: Shape,
  connection: Connection,
  context: JobContext,
): Promise<SourcePart> {
  const written = await csvDialect(file);
  if (written.gzip) await checkGzip(file, context);
  const columns = written.header.map((name) => ({ name, ...shape(name) }));
  const staged = await stageBest(file, written, stage, columns, connection, context);
  const { names, dialect } = staged;

  const text = columns.filter(({ type }) => type === 'VARCHAR').map(({ name }) => name);
  const prepare = once(() => numberLines(names, text, file, connection, context));
  const count = async (from: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n;
  const isBroken = staged.brokenLines > 0;
  if (isBroken) await prepare();
  const unfit = await count(`${names.rows} WHERE NOT __fits`);
  const again = unfitText(names, dialect, readCsv(staged.file, dialect, logging(staged.logs[1])));
  if (unfit) await reading([file], () => connection.run(again, [], context));
  const numberedText = () => prepare().then(() => numbered(names, file));
  return {
    files: [file],
    relation: `(SELECT * EXCLUDE (__fits) FROM ${names.rows} WHERE __fits)`,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: (await count(names.rows)) - unfit,
    numbered: null,
    unfit: unfit ? { relation: names.unfit, columns: asText(dialect), rows: unfit, numbered: numberedText } : null,
    broken: isBroken ? { table: names.broken, rows: await count(names.broken) } : null,
  };
}

const asText = ({ header }: CsvDialect): ColumnType[] => header.map((name) => ({ name, type: 'VARCHAR' }));

/** Typed columns under their own names and, in `__fits`, whether every value of the row does. */
function typedRows(columns: StagedColumns, from: string): string {
  const values = columns.map(({ value }, i) => `${value} AS __t${i}`);
  const typed = columns.map(({ name }, i) => `__t${i} AS ${identifier(name)}`);
  const fails = columns.flatMap(({ fails: test }, i) => (test ? [test(`__t${i}`)] : []));
  return `SELECT ${typed.join(', ')}, NOT (${fails.join(' OR ') || 'false'}) AS __fits
    FROM (SELECT *, ${values.join(', ')} FROM ${from})`;
}

/** The rows that do not fit, as text, by their place among the well-formed rows of the file. */
function unfitText(names: Stage, dialect: CsvDialect, from: string): string {
  return `CREATE OR REPLACE TEMP TABLE ${names.unfit} AS
    SELECT ${dialect.header.map(identifier).join(', ')}, __row
    FROM (SELECT *, row_number() OVER () - 1 AS __row FROM ${from})
    SEMI JOIN (SELECT rowid AS __row FROM ${names.rows} WHERE NOT __fits) USING (__row)
    ORDER BY __row`;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

/** Bad lines are logged at the second reading too: `ignore_errors` would not skip quite the same ones. */
const logging = (stage: string): string =>
  `store_rejects = true, rejects_limit = 0, rejects_table = ${literal(`${stage}_errors`)}, rejects_scan = ${literal(`${stage}_scans`)}`;

async function dropLog(stage: string, connection: Connection): Promise<void> {
  const { errors, scans } = stageNames('temp', stage);
  await connection.run(`DROP TABLE IF EXISTS ${errors}; DROP TABLE IF EXISTS ${scans}`);
}

function readCsv(file: SourceFile, dialect: CsvDialect, onError: string): string {
  const columns = dialect.header.map((name) => `${identifier(name)}: 'VARCHAR'`);
  return `read_csv(${sqlPaths([file])}, auto_detect = false, header = true,
    columns = {${columns.join(', ')}}, delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)},
    escape = ${literal(dialect.quote)}, compression = ${literal(dialect.gzip ? 'gzip' : 'none')}, ${onError})`;
}
