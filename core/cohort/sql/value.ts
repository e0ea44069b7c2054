import type { DateRange } from '../expression/date-range.ts';
import type { NumericRange, RangeOperator } from '../expression/numeric-range.ts';
import type { TextFilter } from '../expression/text-filter.ts';
import type { Dialect } from './dialect.ts';

const signs: Readonly<Record<Exclude<RangeOperator, 'bt' | '!bt'>, string>> = {
  lt: '<',
  lte: '<=',
  eq: '=',
  '!eq': '<>',
  gt: '>',
  gte: '>=',
};

function compared(sql: string, op: RangeOperator, value: string, extent: string | null): string {
  if (op === 'bt' || op === '!bt') return `${sql} ${op === 'bt' ? '' : 'NOT '}BETWEEN ${value} AND ${extent}`;
  return `${sql} ${signs[op]} ${value}`;
}

export function dateLiteral(date: string): string {
  return `DATE '${date}'`;
}

export function dateComparison(sql: string, { op, value, extent }: DateRange): string {
  return compared(sql, op, dateLiteral(value), extent === null ? null : dateLiteral(extent));
}

export function wholeComparison(sql: string, { op, value, extent }: NumericRange): string {
  return compared(sql, op, String(Math.trunc(value)), extent === null ? null : String(Math.trunc(extent)));
}

export function decimalComparison(sql: string, { op, value, extent }: NumericRange): string {
  return compared(sql, op, fourDecimals(value), extent === null ? null : fourDecimals(extent));
}

/**
 * A number as Circe writes it into SQL: rounded half up, away from zero, at the fourth decimal of its shortest decimal
 * form (Java's `%.4f`), with trailing zeros left out.
 */
export function fourDecimals(value: number): string {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = BigInt(mantissa.replace('.', ''));
  const shift = Number(exponent) - (mantissa.length > 1 ? mantissa.length - 2 : 0) + 4;
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(-shift));
  const text = scaled.toString().padStart(5, '0');
  const sign = value < 0 && scaled !== 0n ? '-' : '';
  return `${sign}${text.slice(0, -4)}.${text.slice(-4).replace(/0{1,3}$/, '')}`;
}

function halfUp(digits: bigint, divisor: bigint): bigint {
  return (digits + divisor / 2n) / divisor;
}

/** Circe matches text with LIKE and leaves `%` and `_` in it as wildcards. */
export function textComparison(dialect: Dialect, sql: string, { op, text }: TextFilter): string {
  const before = op.endsWith('endsWith') || op.endsWith('contains') ? '%' : '';
  const after = op.endsWith('startsWith') || op.endsWith('contains') ? '%' : '';
  return dialect.like(sql, `${before}${text.replace(/\\+'/g, "'")}${after}`, op.startsWith('!'));
}
