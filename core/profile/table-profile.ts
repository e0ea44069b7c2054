import type { JobContext } from '../../contract/context.ts';
import type { ProfiledColumn } from '../../contract/data.ts';
import type { Connection, Row } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';

const bars = 24;
/** Columns of no more different values than this show the most frequent ones. */
const fewValues = 30;
const shownValues = 6;
/** Up to this many rows different values are counted one by one. */
const counted = 200_000;

const isNumeric = (type: string): boolean => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/.test(type);
const isDated = (type: string): boolean => /^(DATE|TIMESTAMP)/.test(type);

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * What each column of a table holds: filled, different (of large tables estimated by HyperLogLog, a few percent off), least, greatest,
 * mean, and how it is spread. Of a column of text the least and greatest are somebody's, and are not told; what many
 * share is. `table` is SQL after FROM.
 */
export async function profileTable(
  table: string,
  columns: readonly Column[],
  connection: Connection,
  context: JobContext,
): Promise<ProfiledColumn[]> {
  if (columns.length === 0) return [];
  const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`, [], context);
  const distinct = n <= counted ? 'count(DISTINCT ' : 'approx_count_distinct(';
  const selected = columns.flatMap((column, c) => aggregates(column, c, distinct)).join(',\n  ');
  const read = await connection.one<Row>(`SELECT count(*) AS rows, ${selected} FROM ${table}`, [], context);
  const within: JobContext = { signal: context.signal, progress: () => {} };
  const profiles: ProfiledColumn[] = [];
  for (const [c, column] of columns.entries()) {
    context.progress({ stage: `profiling ${column.name}`, done: c, total: columns.length });
    const told = toldOf(column, c, read);
    profiles.push({ ...told, ...(await spread(table, told, connection, within)) });
  }
  return profiles;
}

function aggregates({ name, type }: Column, c: number, distinct: string): string[] {
  const value = identifier(name);
  const ordered = isNumeric(type) || isDated(type);
  return [
    `count(${value}) AS filled${c}`,
    `${distinct}${value}) AS distinct${c}`,
    ...(ordered ? [`CAST(min(${value}) AS VARCHAR) AS least${c}`, `CAST(max(${value}) AS VARCHAR) AS most${c}`] : []),
    ...(isNumeric(type) && !/_id$/i.test(name) ? [`CAST(avg(${value}) AS DOUBLE) AS mean${c}`] : []),
  ];
}

type Told = Omit<ProfiledColumn, 'bars' | 'common'>;

function toldOf({ name, type }: Column, c: number, read: Row): Told {
  const text = (value: Row[string] | undefined) => (value == null ? null : String(value));
  const mean = read[`mean${c}`];
  const [rows, filled] = [Number(read.rows), Number(read[`filled${c}`])];
  return {
    name,
    type,
    rows,
    missing: rows - filled,
    distinct: Math.min(filled, Number(read[`distinct${c}`])),
    isEstimate: rows > counted,
    least: text(read[`least${c}`]),
    most: text(read[`most${c}`]),
    mean: typeof mean === 'number' && Number.isFinite(mean) ? mean : null,
  };
}

/** The most frequent values of a column of few; the rows in equal steps from least to greatest of a number or a date. */
async function spread(
  table: string,
  { name, type, distinct, rows, missing }: Told,
  connection: Connection,
  context: JobContext,
): Promise<Pick<ProfiledColumn, 'bars' | 'common'>> {
  if (rows === missing) return { bars: [], common: [] };
  const value = identifier(name);
  if (distinct <= fewValues && !isDated(type)) {
    const common = await connection.rows<{ value: string; n: number }>(
      `SELECT CAST(${value} AS VARCHAR) AS value, count(*) AS n FROM ${table} WHERE ${value} IS NOT NULL
       GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT ${shownValues}`,
      [],
      context,
    );
    return { bars: [], common };
  }
  if (!(isNumeric(type) || isDated(type)) || /_id$/i.test(name)) return { bars: [], common: [] };
  const x = isDated(type) ? `epoch(CAST(${value} AS TIMESTAMP))` : `CAST(${value} AS DOUBLE)`;
  const heights = Array<number>(bars).fill(0);
  const steps = await connection.rows<{ bar: number; n: number }>(
    `WITH v AS (SELECT ${x} AS x FROM ${table} WHERE ${value} IS NOT NULL AND isfinite(${x})),
       ends AS (SELECT min(x) AS low, max(x) AS high FROM v)
     SELECT CASE WHEN high > low THEN least(floor((x - low) / (high - low) * ${bars}), ${bars - 1}) ELSE 0 END::INTEGER AS bar, count(*) AS n
     FROM v, ends GROUP BY 1`,
    [],
    context,
  );
  for (const { bar, n } of steps) heights[bar] = n;
  return { bars: heights, common: [] };
}
