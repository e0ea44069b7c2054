import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';

/** What a column of text is read as, and why it stayed text where most of it is something else. */
export interface Guess {
  readonly column: string;
  readonly type: 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'BOOLEAN' | 'VARCHAR';
  /** SQL over the text column. */
  readonly value: string;
  readonly note: string | null;
}

const nothing = ['', 'NULL', 'NA', 'NAN', 'NAT', 'NONE', 'N/A', '\\N', '.'].map(literal).join(', ');

const held = (column: string): string =>
  `CASE WHEN list_contains([${nothing}], upper(trim(${identifier(column)}))) THEN NULL ELSE trim(${identifier(column)}) END`;

interface Reading {
  readonly type: Guess['type'];
  readonly what: string;
  readonly value: (text: string) => string;
}

const date = (format: string): Reading => ({
  type: 'DATE',
  what: 'dates',
  value: (text) => `CAST(try_strptime(${text}, ${literal(format)}) AS DATE)`,
});
const matching = (text: string, pattern: string, value: string): string =>
  `CASE WHEN regexp_full_match(${text}, ${literal(pattern)}) THEN ${value} END`;

/**
 * Tried in this order. A leading zero or more than eighteen digits make a code of a number, which stays text; so does a
 * comma before three digits, which may be one of thousands. A plus before eight digits is how telephone numbers begin.
 */
const readings: readonly Reading[] = [
  {
    type: 'BIGINT',
    what: 'whole numbers',
    value: (text) =>
      matching(
        text,
        '(-?(0|[1-9][0-9]{0,17})|\\+(0|[1-9][0-9]{0,6}))(\\.0+)?',
        `TRY_CAST(split_part(${text}, '.', 1) AS BIGINT)`,
      ),
  },
  {
    type: 'DOUBLE',
    what: 'numbers',
    value: (text) =>
      matching(
        text,
        '(-?(0|[1-9][0-9]{0,14})?|\\+(0|[1-9][0-9]{0,6})?)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?',
        `TRY_CAST(${text} AS DOUBLE)`,
      ),
  },
  {
    type: 'DOUBLE',
    what: 'numbers with a decimal comma',
    value: (text) =>
      matching(
        text,
        '(-?(0|[1-9][0-9]{0,14})|\\+(0|[1-9][0-9]{0,6}))(,([0-9]{1,2}|[0-9]{4,}))?',
        `TRY_CAST(replace(${text}, ',', '.') AS DOUBLE)`,
      ),
  },
  {
    type: 'DATE',
    what: 'dates',
    value: (text) => matching(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}', `TRY_CAST(${text} AS DATE)`),
  },
  {
    type: 'TIMESTAMP',
    what: 'dates with times',
    value: (text) =>
      matching(
        text,
        '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?',
        `TRY_CAST(regexp_replace(${text}, '(Z|[+-][0-9]{2}:?[0-9]{2})$', '') AS TIMESTAMP)`,
      ),
  },
  date('%d.%m.%Y'),
  date('%m/%d/%Y'),
  date('%d/%m/%Y'),
  date('%d-%b-%Y'),
  {
    type: 'BOOLEAN',
    what: 'true or false',
    value: (text) => matching(text, '(?i)(true|false)', `TRY_CAST(${text} AS BOOLEAN)`),
  },
];

/**
 * What each column of text in `relation` holds, by all of its values: a type that every one of them has, or else text.
 * Nothing is ever lost to a guess. Dates that could be month or day first stay text, and say so.
 */
export async function guessTypes(
  relation: string,
  columns: readonly string[],
  connection: Connection,
  context: JobContext,
): Promise<Guess[]> {
  const guesses: Guess[] = [];
  for (const column of columns) {
    const counts = readings.map(({ value }, i) => `count(${value('v')}) AS r${i}`);
    const found = await connection.one<Record<string, number>>(
      `SELECT count(v) AS n, ${counts.join(', ')} FROM (SELECT ${held(column)} AS v FROM ${relation})`,
      [],
      context,
    );
    guesses.push(judged(column, found));
  }
  return guesses;
}

/** A column that is left as it is. */
export const asText = (column: string, note: string | null = null): Guess => ({
  column,
  type: 'VARCHAR',
  value: `nullif(${identifier(column)}, '')`,
  note,
});

function judged(column: string, found: Readonly<Record<string, number>>): Guess {
  const n = found.n ?? 0;
  if (n === 0) return asText(column);
  const whole = readings.findIndex((_, i) => found[`r${i}`] === n);
  if (whole >= 0) {
    const { type, what, value } = readings[whole]!;
    const isAmbiguous = readings.filter((r, i) => r.type === 'DATE' && i >= 5 && found[`r${i}`] === n).length > 1;
    if (isAmbiguous) return asText(column, 'dates that can be read as day or as month first, kept as text');
    return { column, type, value: value(held(column)), note: what.includes('comma') ? what : null };
  }
  const most = readings
    .map((r, i) => ({ ...r, share: (found[`r${i}`] ?? 0) / n }))
    .reduce((a, b) => (b.share > a.share ? b : a));
  if (most.share < 0.9) return asText(column);
  const other = Math.round(n * (1 - most.share));
  return asText(column, `${other} of ${n} values are not ${most.what}, so the column is kept as text`);
}
