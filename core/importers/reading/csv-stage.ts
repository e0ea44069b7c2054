import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourceFile } from '../source-files.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { brokenSpans, type Stage, stageNames } from './csv-lines.ts';
import { mayBeLineEnds, uniformLineEnds } from './line-ends.ts';
import { mendQuotes } from './mend-quotes.ts';
import { reading } from './read-failure.ts';
import { sqlPaths } from './sql-path.ts';
import { plainCopyFolder, stageCatalog } from './stage-catalog.ts';

/** What becomes of one text column: SQL over the text columns, its type, and when a row fails for it. */
export interface StagedColumn {
  readonly type: string;
  readonly value: string;
  readonly fails: ((typed: string) => string) | null;
  /** The same where DuckDB's own parser reads the column as `reads`, which is quicker than casts of text. */
  readonly quick?: {
    readonly reads: string;
    readonly value: string;
    readonly fails: ((typed: string) => string) | null;
  };
}

/** A table of the dataset that rows are read straight into, each with `__fits`. */
export interface Place {
  /** Its qualified name. */
  readonly table: string;
  /** SQL that makes it, empty, in place of one of that name. */
  readonly create: string;
  /** What fills its columns: SQL over `__t0`, `__t1` …, the typed columns in the order of the header. */
  readonly columns: readonly { readonly name: string; readonly value: string }[];
}

/** How a file is to be read. */
export interface Staging {
  readonly stage: string;
  readonly columns: readonly (StagedColumn & { readonly name: string })[];
  /** Null where rows are held in the stage. */
  readonly place: Place | null;
  readonly connection: Connection;
  readonly context: JobContext;
}

/** One reading of a file. */
export interface Staged {
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  readonly names: Stage;
  /** Names of the logs of bad lines, of the first reading and of the second. */
  readonly logs: readonly [string, string];
  /** Lines that are no rows. */
  readonly brokenLines: number;
  readonly inPlace: boolean;
}

/**
 * Reads a file into its place or the stage. An open quote swallows what follows up to the next quote, perhaps the whole
 * rest of the file: then the file is read once more with such lines set apart, and the reading that loses fewer lines
 * is kept.
 */
export async function stageBest(file: SourceFile, dialect: CsvDialect, staging: Staging): Promise<Staged> {
  const { stage, place, connection, context } = staging;
  if (place && (await isQuicklyRead(file, dialect, place, staging)))
    return { file, dialect, names: placedNames(stage, place), logs: [stage, stage], brokenLines: 0, inPlace: true };
  const first = await stageUniform(file, dialect, staging);
  const { swallowed } = await connection.one<{ swallowed: number }>(
    `SELECT count(*) AS swallowed FROM (${brokenSpans(first.names)}) WHERE span > 1`,
  );
  const folder = await plainCopyFolder(connection);
  if (swallowed === 0 || !folder) return first;
  const mended = await mendQuotes(first.file, first.dialect, folder, context);
  const again = { ...staging, stage: `${stage}_mended`, place: null };
  const second = await stageFile(mended, { ...dialect, gzip: false }, again);
  if (second.brokenLines >= first.brokenLines) return first;
  if (place) await connection.run(`DROP TABLE ${place.table}`);
  return second;
}

/**
 * Reads a file into its place with DuckDB's own casts, as most files can be: false where a line or a value has anything
 * odd, and then nothing of this reading counts.
 */
async function isQuicklyRead(file: SourceFile, dialect: CsvDialect, place: Place, staging: Staging): Promise<boolean> {
  const { connection, context } = staging;
  const columns = staging.columns.map(({ quick, ...slow }) => ({
    ...slow,
    ...quick,
    reads: quick?.reads ?? 'VARCHAR',
  }));
  const from = readCsv(
    file,
    dialect,
    '',
    columns.map(({ reads }) => reads),
  );
  await connection.run(place.create);
  try {
    await connection.run(placedRows(place, columns, from), [], context);
  } catch (error) {
    if (error instanceof Failure && error.code === 'sql' && error.details.kind !== 'Out of Memory') return false;
    throw error;
  }
  const { odd } = await connection.one<{ odd: number }>(`SELECT count(*) AS odd FROM ${place.table} WHERE NOT __fits`);
  return odd === 0;
}

const placedNames = (stage: string, { table }: Place): Stage => ({ ...stageNames('temp', stage), rows: table });

/** Reads a file; one with mixed line ends by way of a copy that has one kind. */
async function stageUniform(file: SourceFile, dialect: CsvDialect, staging: Staging): Promise<Staged> {
  try {
    return await stageFile(file, dialect, staging);
  } catch (error) {
    const folder = mayBeLineEnds(error) ? await plainCopyFolder(staging.connection) : null;
    if (!folder) throw mayBeLineEnds(error) ? notMended(file, error) : error;
    const uniform = await uniformLineEnds(file, dialect.gzip, folder, staging.context);
    return stageFile(uniform, { ...dialect, gzip: false }, staging);
  }
}

const notMended = (file: SourceFile, cause: unknown): Failure =>
  new Failure(
    'unsupported',
    `“${file.name}” cannot be read as it is, perhaps because its lines end in different ways. An import into an encrypted study makes no plain copy to mend it: save it again with one kind of line end, and import that.`,
    {},
    { cause },
  );

async function stageFile(file: SourceFile, dialect: CsvDialect, staging: Staging): Promise<Staged> {
  const { stage, columns, place, connection, context } = staging;
  const catalog = await stageCatalog(connection);
  const names = { ...stageNames(catalog, stage), ...(place ? { rows: place.table } : {}) };
  const logs = [stage, `${stage}_again`] as const;
  for (const log of logs) await dropLog(log, connection);
  const from = readCsv(file, dialect, logging(stage));
  await reading([file], async () => {
    if (place) {
      await connection.run(place.create);
      return connection.run(placedRows(place, columns, from), [], context);
    }
    const kind = catalog === 'temp' ? 'TEMP TABLE' : 'TABLE';
    return connection.run(`CREATE OR REPLACE ${kind} ${names.rows} AS ${stagedRows(columns, from)}`, [], context);
  });
  const { lines } = await connection.one<{ lines: number }>(
    `SELECT coalesce(sum(span), 0)::BIGINT AS lines FROM (${brokenSpans(names)})`,
  );
  return { file, dialect, names, logs, brokenLines: lines, inPlace: place !== null };
}

/** Typed columns under their own names and, in `__fits`, whether every value of the row does. */
function stagedRows(columns: Staging['columns'], from: string): string {
  const typed = columns.map(({ name }, i) => `__t${i} AS ${identifier(name)}`);
  return `SELECT ${typed.join(', ')}, ${fits(columns)} AS __fits FROM ${typedRows(columns, from)}`;
}

function placedRows({ table, columns: into }: Place, columns: Staging['columns'], from: string): string {
  const names = into.map(({ name }) => identifier(name));
  const values = into.map(({ value }) => value);
  return `INSERT INTO ${table} (${[...names, '__fits'].join(', ')})
    SELECT ${[...values, fits(columns)].join(', ')} FROM ${typedRows(columns, from)}`;
}

const typedRows = (columns: Staging['columns'], from: string): string =>
  `(SELECT *, ${columns.map(({ value }, i) => `${value} AS __t${i}`).join(', ')} FROM ${from})`;

function fits(columns: Staging['columns']): string {
  const fails = columns.flatMap(({ fails: test }, i) => (test ? [test(`__t${i}`)] : []));
  return `NOT (${fails.join(' OR ') || 'false'})`;
}

/** Bad lines are logged at the second reading too: `ignore_errors` would not skip quite the same ones. */
export const logging = (stage: string): string =>
  `store_rejects = true, rejects_limit = 0, rejects_table = ${literal(`${stage}_errors`)}, rejects_scan = ${literal(`${stage}_scans`)}`;

async function dropLog(stage: string, connection: Connection): Promise<void> {
  const { errors, scans } = stageNames('temp', stage);
  await connection.run(`DROP TABLE IF EXISTS ${errors}; DROP TABLE IF EXISTS ${scans}`);
}

/** SQL that reads a file, all of its columns as text or as `types` say. */
export function readCsv(file: SourceFile, dialect: CsvDialect, onError: string, types: readonly string[] = []): string {
  const columns = dialect.header.map((name, i) => `${identifier(name)}: ${literal(types[i] ?? 'VARCHAR')}`);
  return `read_csv(${sqlPaths([file])}, auto_detect = false, header = true,
    columns = {${columns.join(', ')}}, delim = ${literal(dialect.delimiter)}, quote = ${literal(dialect.quote)},
    escape = ${literal(dialect.quote)}, compression = ${literal(dialect.gzip ? 'gzip' : 'none')}${onError && `, ${onError}`})`;
}
