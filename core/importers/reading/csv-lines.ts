import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourceFile } from '../source-files.ts';
import { openQuoteMark } from './mend-quotes.ts';

/** Names of the tables of one staged file. */
export interface Stage {
  readonly rows: string;
  readonly unfit: string;
  readonly errors: string;
  readonly scans: string;
  readonly broken: string;
  readonly slots: string;
  readonly shifts: string;
}

export function stageNames(catalog: string, stage: string): Stage {
  const name = (part: string) => `temp.${identifier(`${stage}${part}`)}`;
  return {
    rows: `${catalog}.main.${identifier(stage)}`,
    unfit: name('_unfit'),
    errors: name('_errors'),
    scans: name('_scans'),
    broken: name('_broken'),
    slots: name('_slots'),
    shifts: name('_shifts'),
  };
}

const lineBreaks = (text: string): string => `length(${text}) - length(replace(${text}, chr(10), ''))`;

/**
 * Works out lines. DuckDB numbers records, a quoted value over three lines being one; a person's editor numbers
 * lines. `slots` says how many broken records come before the n-th well-formed one, `shifts` how many lines beyond
 * its number a record lies. Costs a scan of all text: for files with rows to name. Empty lines are counted before
 * broken records only: DuckDB does not tell of the others.
 */
export async function numberLines(
  names: Stage,
  { columns, headerLines }: { readonly columns: readonly string[]; readonly headerLines: number },
  file: SourceFile,
  connection: Connection,
  context: JobContext,
): Promise<void> {
  const breaks = columns.map((name) => `coalesce(${lineBreaks(identifier(name))}, 0)`).join(' + ') || '0';
  await connection.run(brokenRecords(names), [], context);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${names.shifts} AS
     SELECT record, sum(lines) OVER (ORDER BY record) AS shift
     FROM (
       SELECT 1 AS record, ${headerLines - 1} AS lines WHERE ${headerLines} > 1
       UNION ALL
       SELECT record, span - 1 FROM ${names.slots} WHERE span > 1
       UNION ALL
       SELECT base + coalesce(n, 0), lines
       FROM (SELECT rowid + 2 AS base, ${breaks} AS lines FROM ${names.rows}) AS r
       ASOF LEFT JOIN ${names.slots} AS s ON r.base >= s.slot
       WHERE lines > 0
     )`,
    [],
    context,
  );
  // No content is kept: the gate could not look into what is not a row. An open quote can swallow several lines.
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${names.broken} AS
     SELECT ${literal(file.name)} AS file, b.record + coalesce(shift, 0)::BIGINT + unnest(range(span::BIGINT)) AS line, reason
     FROM ${names.slots} AS b ASOF LEFT JOIN ${names.shifts} AS s ON b.record > s.record
     ORDER BY line`,
    [],
    context,
  );
}

/** Records that are no rows: their number, their reason, and over how many lines of the file they go. */
export function brokenSpans(names: Stage): string {
  // The line feed at the end of a record, and empty lines before it, are not part of what it spans.
  const text = `rtrim(ltrim(csv_line, chr(10) || chr(13)), chr(10) || chr(13))`;
  return `SELECT line::BIGINT AS record, min(${reason}) AS reason, any_value(1 + coalesce(${lineBreaks(text)}, 0)) AS span
      FROM ${names.errors} GROUP BY line`;
}

function brokenRecords(names: Stage): string {
  return `CREATE OR REPLACE TEMP TABLE ${names.slots} AS
    SELECT record, span, reason, record - row_number() OVER (ORDER BY record) + 1 AS slot,
           row_number() OVER (ORDER BY record) AS n
    FROM (${brokenSpans(names)})`;
}

const reason = `CASE WHEN starts_with(csv_line, ${literal(openQuoteMark)}) THEN 'a quote is not closed' ELSE CASE error_type
  WHEN 'MISSING COLUMNS' THEN 'too few fields'
  WHEN 'TOO MANY COLUMNS' THEN 'too many fields'
  WHEN 'UNQUOTED VALUE' THEN 'a quote is not closed'
  WHEN 'INVALID ENCODING' THEN 'not UTF-8'
  WHEN 'LINE SIZE OVER MAXIMUM' THEN 'line too long'
  ELSE 'not readable as a row' END END`;

/** The rows that do not fit, as text, with `__file` and `__line`, the first line of each in the file. */
export function numbered(names: Stage, file: SourceFile): string {
  return `(
    SELECT p.* EXCLUDE (__record), ${literal(file.name)} AS __file, __record + coalesce(shift, 0)::BIGINT AS __line
    FROM (
      SELECT r.* EXCLUDE (__row), __row + 2 + coalesce(n, 0) AS __record
      FROM ${names.unfit} AS r ASOF LEFT JOIN ${names.slots} AS s ON r.__row + 2 >= s.slot
    ) AS p
    ASOF LEFT JOIN ${names.shifts} AS f ON p.__record > f.record
    ORDER BY __line
  )`;
}
