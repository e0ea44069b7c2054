import { assertNever } from '../../../contract/failure.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { StagedColumn } from '../reading/csv-stage.ts';
import type { ColumnKind } from './cdm/table.ts';
import { duckType, isRequired } from './cdm/table.ts';

/** One column on its way in, as SQL over the source row. */
export interface Cast {
  readonly type: string;
  readonly value: string;
  /** When the row must be rejected for it, given the name its typed value has; never NULL. Null where it cannot fail. */
  readonly fails: ((typed: string) => string) | null;
  readonly reason: string;
}

/** What exporters write where there is nothing; never a value of a number or a date. */
const nothing = ['', 'NULL', 'NA', 'NAN', 'NAT', 'NONE', '\\N', '.'].map(literal).join(', ');

/** A list, not `IN`: DuckDB makes a join of a long IN, and rows then leave their source order. */
const isNothing = (text: string): string => `list_contains([${nothing}], upper(trim(${text})))`;

const always: Readonly<Record<string, readonly string[]>> = {
  BIGINT: ['BIGINT', 'INTEGER', 'SMALLINT', 'TINYINT', 'UINTEGER', 'USMALLINT', 'UTINYINT'],
  INTEGER: ['INTEGER', 'SMALLINT', 'TINYINT', 'USMALLINT', 'UTINYINT'],
  DATE: ['DATE'],
  TIMESTAMP: ['TIMESTAMP', 'DATE'],
};

/**
 * How `column` of DuckDB type `type` becomes a CDM column. `dateFormat` is a strptime format found for the whole
 * column, where its dates are not ISO.
 */
export function castColumn(column: string, type: string, kind: ColumnKind, dateFormat?: string): Cast {
  const raw = identifier(column);
  const target = duckType(kind);
  const canFail = target !== 'VARCHAR' && !always[target]?.includes(type) && !isSafeNumber(type, kind);
  return {
    type: target,
    value: typedValue(raw, type, kind, dateFormat),
    fails: isRequired(kind) ? (typed) => `${typed} IS NULL` : canFail ? (typed) => isUnfit(raw, type, typed) : null,
    reason: reasonFor(raw, column, kind),
  };
}

/**
 * How DuckDB's own CSV parser may read a column of text, so that what `castColumn` takes and no odd value is taken;
 * null where it cannot. Whole numbers are read as DOUBLE, since its integers round `12.5`; those from 2^53 on are odd.
 */
export function quickColumn(column: string, kind: ColumnKind): StagedColumn['quick'] | null {
  const raw = identifier(column);
  const type = duckType(kind);
  const missing = isRequired(kind) ? (typed: string) => `${typed} IS NULL` : null;
  const odd = (test: string) => (typed: string) =>
    `(${isRequired(kind) ? `${typed} IS NULL OR ` : ''}coalesce(NOT (${test}), false))`;
  switch (type) {
    case 'VARCHAR':
      return { reads: type, value: raw, fails: missing };
    case 'BIGINT':
    case 'INTEGER': {
      const most = type === 'BIGINT' ? 2 ** 53 : 2 ** 31;
      return {
        reads: 'DOUBLE',
        value: `TRY_CAST(${raw} AS ${type})`,
        fails: odd(`${raw} = trunc(${raw}) AND abs(${raw}) < ${most}`),
      };
    }
    case 'DOUBLE':
      return { reads: type, value: raw, fails: odd(`isfinite(${raw})`) };
    case 'DATE':
      return { reads: type, value: raw, fails: odd(`${raw} BETWEEN DATE '1000-01-01' AND DATE '9999-12-31'`) };
    default:
      return null;
  }
}

const isSafeNumber = (type: string, kind: ColumnKind): boolean =>
  kind === 'number' && /^(U?(TINY|SMALL|BIG)?INT(EGER)?|DECIMAL.*)$/.test(type);

function isUnfit(raw: string, type: string, typed: string): string {
  if (type !== 'VARCHAR') return `(${typed} IS NULL AND ${raw} IS NOT NULL)`;
  // CASE, since DuckDB computes every side of an AND for every row, and nearly all rows need the first only.
  return `(CASE WHEN ${typed} IS NULL AND ${raw} IS NOT NULL THEN NOT ${isNothing(raw)} ELSE false END)`;
}

function reasonFor(raw: string, column: string, kind: ColumnKind): string {
  const unfit = literal(`${column} is not ${nouns[duckType(kind)]}`);
  if (!isRequired(kind)) return unfit;
  const isEmpty = isNothing(`coalesce(CAST(${raw} AS VARCHAR), '')`);
  return `CASE WHEN ${isEmpty} THEN ${literal(`${column} is missing`)} ELSE ${unfit} END`;
}

const nouns: Readonly<Record<string, string>> = {
  BIGINT: 'a whole number',
  INTEGER: 'a whole number of at most 9 digits',
  DOUBLE: 'a number',
  DATE: 'a date as YYYY-MM-DD or YYYYMMDD',
  TIMESTAMP: 'a date and time',
  VARCHAR: 'text',
};

function typedValue(raw: string, type: string, kind: ColumnKind, dateFormat?: string): string {
  switch (kind) {
    case 'text':
    case 'text!':
      return type === 'VARCHAR' ? raw : `CAST(${raw} AS VARCHAR)`;
    case 'id':
    case 'id!':
    case 'integer':
      return wholeNumber(raw, type, duckType(kind));
    case 'number':
      return finiteNumber(raw, type);
    case 'date':
    case 'date!':
      return date(raw, type, dateFormat);
    case 'datetime':
      return datetime(raw, type, dateFormat);
    default:
      return assertNever(kind, 'column kind');
  }
}

/** `12.0` is a whole number, as pandas writes one in a column with gaps; `12.5` is not, though DuckDB would round it. */
function wholeNumber(raw: string, type: string, target: string): string {
  if (always[target]?.includes(type)) return type === target ? raw : `CAST(${raw} AS ${target})`;
  const whole = `TRY_CAST(${raw} AS ${target})`;
  if (type === 'VARCHAR') {
    return `CASE WHEN contains(${raw}, '.') THEN CASE WHEN TRY_CAST(${raw} AS DOUBLE) = ${whole} THEN ${whole} END ELSE ${whole} END`;
  }
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return `CASE WHEN ${raw} = trunc(${raw}) THEN ${whole} END`;
  return whole;
}

function finiteNumber(raw: string, type: string): string {
  const number = `TRY_CAST(${raw} AS DOUBLE)`;
  return isSafeNumber(type, 'number') ? `CAST(${raw} AS DOUBLE)` : `CASE WHEN isfinite(${number}) THEN ${number} END`;
}

/** Four digits and a separator: DuckDB also takes `infinity`, `epoch`, BC and years of six digits. */
const isPlain = (text: string): string => `substr(${text}, 5, 1) IN ('-', '/') AND NOT contains(${text}, '(')`;

/** DuckDB's `strptime` takes the words `infinity` and `epoch` too, in any format. */
const isDigit = (text: string): string => `substr(${text}, 1, 1) BETWEEN '0' AND '9'`;

/** A branch for what nearly every value is, `2001-05-06` or `2001-05-06 10:00:00`: told by its length and one character. */
const isoFirst = (raw: string, type: string, length: number, at: number, character: string, target: string): string =>
  type === 'VARCHAR'
    ? `WHEN strlen(${raw}) = ${length} AND ${raw}[${at}:${at}] = '${character}' THEN TRY_CAST(${raw} AS ${target})`
    : '';

function date(raw: string, type: string, format?: string): string {
  if (type === 'DATE') return raw;
  if (type.startsWith('TIMESTAMP')) return `CAST(${raw} AS DATE)`;
  const text = type === 'VARCHAR' ? `trim(${raw})` : `CAST(${raw} AS VARCHAR)`;
  if (format) return `CASE WHEN ${isDigit(text)} THEN CAST(try_strptime(${text}, ${literal(format)}) AS DATE) END`;
  return `CASE ${isoFirst(raw, type, 10, 5, '-', 'DATE')}
    WHEN ${isPlain(text)} THEN TRY_CAST(${text} AS DATE)
    WHEN length(${text}) = 8 AND ${isDigit(text)} THEN CAST(try_strptime(${text}, '%Y%m%d') AS DATE) END`;
}

/** The clock time as it was written: an offset is cut off, since shifting by it would move events to other days. */
function datetime(raw: string, type: string, format?: string): string {
  if (type === 'TIMESTAMP') return raw;
  if (type === 'DATE' || type.startsWith('TIMESTAMP')) return `CAST(${raw} AS TIMESTAMP)`;
  const text = `regexp_replace(trim(CAST(${raw} AS VARCHAR)), '(:[0-9.]+) ?(Z|[+-][0-9]{2}:?([0-9]{2})?)$', '\\1')`;
  if (format)
    return `CASE WHEN ${isDigit(text)} THEN try_strptime(${text}, [${literal(`${format} %H:%M:%S`)}, ${literal(format)}]) END`;
  return `CASE ${isoFirst(raw, type, 19, 17, ':', 'TIMESTAMP')}
    WHEN ${isPlain(text)} THEN TRY_CAST(${text} AS TIMESTAMP)
    WHEN length(${text}) = 8 AND ${isDigit(text)} THEN try_strptime(${text}, '%Y%m%d') END`;
}
