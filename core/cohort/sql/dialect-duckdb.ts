import { type Dialect, isPlainName, listed, withinCalendar } from './dialect.ts';

export const duckdb: Dialect = {
  name: 'duckdb',
  identifier: (name) => (isPlainName(name) ? name : `"${name.replaceAll('"', '""')}"`),
  text: quoted,
  // DuckDB's LIKE has no escape unless one is named.
  like: (sql, pattern, negated) => `${sql} ${negated ? 'NOT ' : ''}LIKE ${quoted(pattern)}`,
  addDays: (date, days) => {
    const within = withinCalendar(days);
    if (within === 0) return date;
    return within > 0 ? `${date} + ${within}` : `${date} - ${-within}`;
  },
  addColumnDays: (date, days) => `${date} + CAST(${days} AS INTEGER)`,
  daysBetween: (from, to) => `${to} - ${from}`,
  ratio: (a, b) => `${a} / NULLIF(${b}, 0)`,
  ascending: (key) => key,
  descending: (key) => `${key} DESC`,
  firstRows: ({ columns, from, order }) =>
    [
      `SELECT ${listed(columns)}`,
      from,
      `QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY ${order.join(', ')}) = 1`,
    ].join('\n'),
  rowId: () => 'row_number() OVER ()',
  record: (columns) => `struct_pack(${columns.join(', ')})`,
  unnested: (numbers) => `unnest(CAST('[${numbers.join(', ')}]' AS BIGINT[]))`,
  materialized: ' MATERIALIZED',
  hasSubqueriesInColumns: true,
};

/** A null character, which SQL text cannot hold, is left out. */
function quoted(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}
