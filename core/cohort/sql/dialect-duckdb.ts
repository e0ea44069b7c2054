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
  // https://duckdb.org/docs/stable/sql/dialect/order_preservation
  keepsOrder: true,
  materialized: ' MATERIALIZED',
  hasSubqueriesInColumns: true,
};

/** The first of each person: where nothing but dates in the order is asked for, by the smallest number made of them. */
function firstRows(query: FirstRows): string {
  const asked = query.columns.filter(({ sql }) => sql !== 'person_id');
  const areDates = query.order.every(({ isDate }) => isDate) && query.order.length <= 3;
  const isOrdered = asked.every((column) => query.order.some(({ sql }) => sql === column.sql));
  return areDates && isOrdered ? firstDates(query) : firstRecords(query);
}

/** Days in 10,000 years, in bits: dates side by side in one number compare like a record of them, in a third of the time. */
const daysInBits = 2 ** 22;

function firstDates({ columns, from, order }: FirstRows): string {
  const days = order.map(({ sql, latest }) =>
    latest ? `(DATE '9999-12-31' - ${sql})` : `(${sql} - DATE '0001-01-01')`,
  );
  const two = days.slice(0, 2).join(` * ${daysInBits} + `);
  // What is left of 63 bits is enough for the centuries between the first date and one before it.
  const before = order[2] && `${2 ** 18 - 1} - (${order[0]!.sql} - ${order[2].sql})`;
  const key = before === undefined ? two : `(${two}) * ${2 ** 18} + GREATEST(${before}, 0)`;
  const chosen = columns.map(({ sql, name }) => {
    if (sql === 'person_id') return listed([{ sql, name }]);
    if (sql === order[0]!.sql) return `${order[0]!.latest ? 'max' : 'min'}(${sql}) AS ${name}`;
    return `arg_min(${sql}, ${key}) AS ${name}`;
  });
  return [`SELECT ${chosen.join(',\n  ')}`, from, 'GROUP BY person_id'].join('\n');
}

/**
 * The smallest of records that begin with the keys of the order: one pass over the rows, where numbering them sorts
 * each person's. A latest date is the smallest number of days to the end of the calendar.
 */
function firstRecords({ columns, from, order }: FirstRows): string {
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
