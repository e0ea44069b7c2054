import type { IsRead } from './statement.ts';

/** A column of a query: what it is made of and what it is called. */
export interface Column {
  readonly sql: string;
  readonly name: string;
}

/** A key to sort by, smallest first or, where it is a date, latest first; what is missing comes last. */
export interface OrderKey {
  readonly sql: string;
  /** A date that is never missing. Up to three such keys are compared as one number; the third lies not after the first. */
  readonly isDate?: boolean;
  readonly latest?: boolean;
}

/** The first row of each person, in an order: `from` is `FROM …` with what it is joined to and filtered by. */
export interface FirstRows {
  readonly columns: readonly Column[];
  readonly from: string;
  readonly order: readonly OrderKey[];
}

/**
 * Everything that DuckDB and Spark write in different ways. What is not here they write alike: comparisons, date
 * literals, CASE, windows by name, VALUES, EXCEPT, SEMI JOIN, and LEAST and GREATEST, which pass over what is missing.
 */
export interface Dialect {
  readonly name: DialectName;
  /** `name` as an identifier, quoted where it is not a plain lower-case word. */
  readonly identifier: (name: string) => string;
  /** `text` as a string literal. */
  readonly text: (text: string) => string;
  /** `sql LIKE pattern`; `%` and `_` match anything, and nothing else in the pattern has a meaning. */
  readonly like: (sql: string, pattern: string, negated: boolean) => string;
  /** A date moved by a fixed number of days. */
  readonly addDays: (date: string, days: number) => string;
  /** A date moved by a column's number of days. */
  readonly addColumnDays: (date: string, days: string) => string;
  readonly daysBetween: (from: string, to: string) => string;
  /** `a / b` as a floating-point number, missing where `b` is zero. */
  readonly ratio: (a: string, b: string) => string;
  /** A key to sort by, smallest first and what is missing last. */
  readonly ascending: (key: string) => string;
  readonly firstRows: (query: FirstRows) => string;
  /** An id for each row of a query that holds `person_id`; `order` puts a person's rows in order. */
  readonly rowId: (order: readonly string[]) => string;
  /** Several columns as one value that `min` compares from left to right. */
  readonly record: (columns: readonly string[]) => string;
  /** Many whole numbers, commas between, as one column, a row each, without a long list for the parser. */
  readonly unnested: (numbers: string) => string;
  /** Whether rows keep the order of the query that they are read from, and `OVER ()` goes through them in it. */
  readonly keepsOrder: boolean;
  /** What follows `AS` where a common table expression is to be computed once. */
  readonly materialized: string;
  /** Whether `column IN (SELECT …)` may stand among the columns of a query, or only in its WHERE. */
  readonly hasSubqueriesInColumns: boolean;
}

export type DialectName = 'duckdb' | 'spark';

/** SQL of a domain: the same in every dialect, or written with one. */
export type Written = string | ((dialect: Dialect) => string);

export function written(sql: Written, dialect: Dialect): string {
  return typeof sql === 'string' ? sql : sql(dialect);
}

/** Beyond this many days (about 2,700 years) a window reaches everything, and date arithmetic would overflow. */
const mostDays = 1_000_000;

/** Days that a dialect may add. */
export function withinCalendar(days: number): number {
  return Math.max(-mostDays, Math.min(mostDays, days));
}

export const isPlainName = (name: string) => /^[a-z_][a-z0-9_]*$/.test(name);

/** The columns that are read, and the person, without whom no row is. */
export const onlyRead = (columns: readonly Column[], isRead: IsRead): readonly Column[] =>
  columns.filter(({ name }) => name === 'person_id' || isRead(name));

/** Columns as a query lists them. */
export function listed(columns: readonly Column[]): string {
  return columns
    .map(({ sql, name }) => (sql === name || sql.endsWith(`.${name}`) ? sql : `${sql} AS ${name}`))
    .join(', ');
}
