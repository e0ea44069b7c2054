import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { CdmTable } from './cdm/table.ts';
import { sourceOf } from './column-plan.ts';

/** Columns whose dates are not ISO, with the strptime format that reads all of them. */
export type DateFormats = ReadonlyMap<string, string>;

const formats: readonly [format: string, shown: string][] = [
  ['%m/%d/%Y', 'month/day/year'],
  ['%d/%m/%Y', 'day/month/year'],
  ['%d.%m.%Y', 'day.month.year'],
  ['%m-%d-%Y', 'month-day-year'],
  ['%d-%m-%Y', 'day-month-year'],
  ['%d-%b-%Y', 'day-month name-year'],
  ['%d%b%Y', 'day, month name, year'],
  ['%Y.%m.%d', 'year.month.day'],
];

export const shownFormat = (format: string): string => formats.find(([f]) => f === format)?.[1] ?? format;

/**
 * Looks at each text column that must become a date. ISO and `YYYYMMDD` need nothing; a column wholly in one other
 * form is read in that form; one that could be either day or month first is Failure `invalid_input`, since a guess
 * would move events without anyone seeing it.
 */
export async function findDateFormats(
  table: CdmTable,
  parts: readonly SourcePart[],
  connection: Connection,
  context: JobContext,
): Promise<DateFormats> {
  const found = new Map<string, string>();
  for (const [column, kind] of Object.entries(table.columns)) {
    if (!kind.startsWith('date')) continue;
    const texts = parts.flatMap((part) => textOf(part, column));
    if (texts.length === 0) continue;
    const format = await formatOf(`(${texts.join(' UNION ALL ')})`, connection, context);
    if (format === 'ambiguous') throw ambiguous(table.name, column);
    if (format !== null) found.set(column, format);
  }
  return found;
}

/** The column's values as text: of rows tried already, those that failed, and those that did not as ISO. */
function textOf(part: SourcePart, column: string): string[] {
  const select = (name: string, from: string) => `SELECT CAST(${identifier(name)} AS VARCHAR) AS v FROM ${from}`;
  const source = sourceOf(part, column);
  if (!source) return [];
  if (part.unfit) return [select(source.name, part.unfit.relation), select(source.name, part.relation)];
  return source.type === 'VARCHAR' ? [select(source.name, part.relation)] : [];
}

async function formatOf(
  relation: string,
  connection: Connection,
  context: JobContext,
): Promise<string | 'ambiguous' | null> {
  const reads = formats.map(([f], i) => `count(try_strptime(d, ${literal(f)})) AS f${i}`);
  const counts = await connection.one<Record<string, number>>(
    `SELECT count(*) AS n, count(*) FILTER (regexp_matches(d, '^([0-9]{4}[-/]|[0-9]{8}$)')) AS iso, ${reads.join(', ')}
     FROM (SELECT split_part(trim(v), ' ', 1) AS d FROM ${relation} WHERE regexp_matches(v, '[0-9]'))`,
    [],
    context,
  );
  const n = counts.n ?? 0;
  if (n === 0 || counts.iso !== 0) return null;
  const fitting = formats.filter((_, i) => counts[`f${i}`] === n).map(([f]) => f);
  return fitting.length > 1 ? 'ambiguous' : (fitting[0] ?? null);
}

function ambiguous(table: string, column: string): Failure {
  return new Failure(
    'invalid_input',
    `The dates in ${table}.${column} can be read as day first or as month first, and nothing in the column tells which. ` +
      'Write them as YYYY-MM-DD and import again.',
    { table, column },
  );
}
