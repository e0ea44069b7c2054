import { type Dialect, isPlainName, listed, type OrderKey, withinCalendar } from './dialect.ts';
import { indent } from './statement.ts';

/** Spark SQL as open-source Spark reads it, with ANSI mode on or off. */
export const spark: Dialect = {
  name: 'spark',
  identifier: (name) => (isPlainName(name) ? name : `\`${name.replaceAll('`', '``')}\``),
  text: quoted,
  // Spark's LIKE takes a backslash as its escape, which stands for itself where it is doubled.
  like: (sql, pattern, negated) => `${sql} ${negated ? 'NOT ' : ''}LIKE ${quoted(pattern.replaceAll('\\', '\\\\'))}`,
  addDays: (date, days) => {
    const within = withinCalendar(days);
    return within === 0 ? date : `date_add(${date}, ${within})`;
  },
  addColumnDays: (date, days) => `date_add(${date}, CAST(${days} AS INT))`,
  // A difference of dates is an interval in Spark.
  daysBetween: (from, to) => `datediff(${to}, ${from})`,
  // A quotient of decimals would be a rounded decimal.
  ratio: (a, b) => `CAST(${a} AS DOUBLE) / NULLIF(${b}, 0)`,
  ascending: (key) => `${key} NULLS LAST`,
  firstRows: ({ columns, from, order }) => {
    const position = `row_number() OVER (PARTITION BY person_id ORDER BY ${order.map(sortKey).join(', ')}) AS position`;
    const inner = `SELECT ${[...columns.map((column) => listed([column])), position].join(',\n  ')}\n${from}`;
    return `SELECT ${columns.map(({ name }) => name).join(', ')}\nFROM (\n${indent(inner)}\n)\nWHERE position = 1`;
  },
  // Numbering all rows at once would bring them to one machine; within a person it gives the same number every time.
  rowId: (order) => `struct(person_id, row_number() OVER (PARTITION BY person_id ORDER BY ${order.join(', ')}))`,
  record: (columns) => `struct(${columns.join(', ')})`,
  unnested: (numbers) => `explode(CAST(split('${numbers}', ',') AS ARRAY<BIGINT>))`,
  keepsOrder: false,
  materialized: '',
  hasSubqueriesInColumns: false,
};

const sortKey = ({ sql, latest }: OrderKey) => `${sql} ${latest ? 'DESC ' : ''}NULLS LAST`;

/** Spark reads a backslash in a literal as an escape, and `\${…}` as a setting of the session. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('${', '$\\{');
  return `'${escaped}'`;
}
