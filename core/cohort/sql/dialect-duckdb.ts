import { type Dialect, type FirstRows, isPlainName, listed, withinCalendar } from './dialect.ts';
import { indent } from './statement.ts';

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
  firstRows,
  rowId: () => 'row_number() OVER ()',
  record: (columns) => `struct_pack(${columns.join(', ')})`,
  unnested: (numbers) => `unnest(CAST('[${numbers}]' AS BIGINT[]))`,
  materialized: ' MATERIALIZED',
  hasSubqueriesInColumns: true,
};

/**
 * The smallest of records that begin with the keys of the order: one pass over the rows, where numbering them sorts
 * each person's. A latest date is the smallest number of days to the end of the calendar.
 */
function firstRows({ columns, from, order }: FirstRows): string {
  const keys = order.map(({ sql, latest }, i) => ({
    sql: latest ? `DATE '9999-12-31' - ${sql}` : sql,
    name: (!latest && columns.find((column) => column.sql === sql)?.name) || `key_${i + 1}`,
  }));
  const inKeys = new Set(['person_id', ...keys.map(({ name }) => name)]);
  const fields = [...keys, ...columns.filter(({ sql, name }) => sql !== 'person_id' && !inKeys.has(name))];
  const chosen = columns.map(({ sql, name }) => {
    if (sql === 'person_id') return listed([{ sql, name }]);
    return `chosen.${name}`;
  });
  return [
    `SELECT ${chosen.join(', ')}`,
    'FROM (',
    '  SELECT person_id,',
    `    min(struct_pack(${fields.map(({ sql, name }) => `${name} := ${sql}`).join(', ')})) AS chosen`,
    indent(from),
    '  GROUP BY person_id',
    ')',
  ].join('\n');
}

/** A null character, which SQL text cannot hold, is left out; a line break is named, so that no indenting moves it. */
function quoted(text: string): string {
  const lines = text.replaceAll('\0', '').replaceAll("'", "''").split('\n');
  const joined = lines.map((line) => `'${line}'`).join(' || chr(10) || ');
  return lines.length === 1 ? joined : `(${joined})`;
}
