import { identifier } from '../../engine/sql-text.ts';

export interface RiskColumn {
  readonly name: string;
  readonly type: string;
}

export const isText = ({ type }: RiskColumn): boolean => type === 'VARCHAR' || type.startsWith('ENUM');
export const isNumber = ({ type }: RiskColumn): boolean =>
  /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type);
export const isDate = ({ type }: RiskColumn): boolean => /^(DATE|TIMESTAMP)/.test(type);

/** Empty text is no value. Lists and structs are compared as they are written. */
function valueSql(column: RiskColumn): string {
  const name = identifier(column.name);
  if (isText(column)) return `nullif(trim(CAST(${name} AS VARCHAR)), '')`;
  return isNumber(column) || isDate(column) || column.type === 'BOOLEAN' ? name : `CAST(${name} AS VARCHAR)`;
}

/** Temp table `risk_rows`: the columns as `c0`, `c1` …, in the order of the source, `row` from 0. */
export function rowsSql(from: string, columns: readonly RiskColumn[]): string {
  const values = columns.map((column, c) => `${valueSql(column)} AS c${c}`);
  return `CREATE OR REPLACE TEMP TABLE risk_rows AS
SELECT row_number() OVER () - 1 AS row, ${values.join(', ')}
FROM ${from}`;
}

/** Temp table `risk_values_<c>`: the column's values in their order, each with its code from 1. */
export const valuesSql = (c: number): string => `CREATE OR REPLACE TEMP TABLE risk_values_${c} AS
SELECT v, row_number() OVER (ORDER BY v) AS code
FROM (SELECT DISTINCT c${c} AS v FROM risk_rows WHERE c${c} IS NOT NULL)`;

/** The rows as codes, 0 for a missing value. */
export function codesSql(columns: number): string {
  const all = Array.from({ length: columns }, (_, c) => c);
  const joins = all.map((c) => `LEFT JOIN risk_values_${c} AS v${c} ON v${c}.v = r.c${c}`);
  return `SELECT r.row, ${all.map((c) => `coalesce(v${c}.code, 0) AS c${c}`).join(', ')}
FROM risk_rows AS r
${joins.join('\n')}`;
}

export const dropSql = (columns: number): string =>
  ['risk_rows', ...Array.from({ length: columns }, (_, c) => `risk_values_${c}`)]
    .map((table) => `DROP TABLE IF EXISTS ${table};`)
    .join(' ');
