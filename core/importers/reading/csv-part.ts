import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';
import { type CsvDialect, csvDialect } from './csv-dialect.ts';
import { numbered, numberLines, type Stage } from './csv-lines.ts';
import { logging, type Place, readCsv, type StagedColumn, stageBest } from './csv-stage.ts';
import { checkGzip } from './gzip-check.ts';
import { reading } from './read-failure.ts';

export type Shape = (column: string) => StagedColumn;

/** Text as it is. */
export const asText: Shape = (name) => ({ type: 'VARCHAR', value: identifier(name), fails: null });

/**
 * A delimited text file as a part: rows with their types and whether they fit, and lines that are no rows by number
 * and reason. Only where rows do not fit is the file read again, for their text. All columns are read at once because
 * DuckDB 1.5 aborts when bad UTF-8 sits in a column that a query leaves out.
 *
 * @param placeFor the table of the dataset that rows under such a header may be read straight into.
 */
export async function csvPart(
  file: SourceFile,
  stage: string,
  shape: Shape,
  connection: Connection,
  context: JobContext,
  placeFor: (header: readonly string[]) => Place | null = () => null,
): Promise<SourcePart> {
  const written = await csvDialect(file);
  if (written.gzip) await checkGzip(file, context);
  const columns = written.header.map((name) => ({ name, ...shape(name) }));
  const place = placeFor(written.header);
  const staged = await stageBest(file, written, { stage, columns, place, connection, context });
  const { names, dialect, inPlace } = staged;

  const text = columns.filter(({ type }) => type === 'VARCHAR').map(({ name }) => name);
  const prepare = once(() =>
    numberLines(names, { columns: text, headerLines: dialect.headerLines }, file, connection, context),
  );
  const count = async (from: string) => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n;
  const isBroken = staged.brokenLines > 0;
  if (isBroken) await prepare();
  const unfit = await count(`${names.rows} WHERE NOT __fits`);
  const again = unfitText(names, dialect, readCsv(staged.file, dialect, logging(staged.logs[1])));
  if (unfit) await reading([file], () => connection.run(again, [], context));
  const numberedText = () => prepare().then(() => numbered(names, file));
  return {
    files: [file],
    relation: `(SELECT ${columns.map(({ name }) => identifier(name)).join(', ')} FROM ${names.rows}${unfit ? ' WHERE __fits' : ''})`,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: (await count(names.rows)) - unfit,
    numbered: null,
    unfit: unfit ? { relation: names.unfit, columns: textOf(dialect), rows: unfit, numbered: numberedText } : null,
    broken: isBroken ? { table: names.broken, rows: await count(names.broken) } : null,
    inPlace,
  };
}

const textOf = ({ header }: CsvDialect): ColumnType[] => header.map((name) => ({ name, type: 'VARCHAR' }));

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
