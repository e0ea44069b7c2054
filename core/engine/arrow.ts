import {
  bool,
  type Column,
  columnFromArray,
  dateDay,
  float32,
  float64,
  int8,
  int16,
  int32,
  int64,
  TimeUnit,
  tableFromColumns,
  tableToIPC,
  timestamp,
  uint8,
  uint16,
  uint32,
  uint64,
  utf8,
} from '@uwdata/flechette';
import { Failure } from '../../contract/failure.ts';
import type { ResultColumn } from './result.ts';

type DataType = NonNullable<Parameters<typeof columnFromArray>[1]>;

const plain: Readonly<Record<string, () => DataType>> = {
  BOOLEAN: bool,
  TINYINT: int8,
  SMALLINT: int16,
  INTEGER: int32,
  BIGINT: int64,
  UTINYINT: uint8,
  USMALLINT: uint16,
  UINTEGER: uint32,
  UBIGINT: uint64,
  FLOAT: float32,
  DOUBLE: float64,
};

interface Carrier {
  readonly type: DataType;
  readonly value: (value: unknown) => unknown;
}

interface Moment {
  readonly isFinite: boolean;
  readonly days?: number;
  readonly micros?: bigint;
}

const momentText = (v: Moment) => (v.isFinite ? String(v) : (v.days ?? v.micros ?? 0) > 0 ? 'infinity' : '-infinity');
const asText: Carrier = { type: utf8(), value: (v) => String(v) };
const fitsInt64 = (value: unknown) => value === null || BigInt.asIntN(64, value as bigint) === value;
const isFiniteValue = (value: unknown) => (value as { isFinite?: boolean } | null)?.isFinite !== false;

/** How a column travels. What Arrow's type can't hold (a sum beyond 64 bits, an infinite date) travels as text. */
function carrier(type: string, values: readonly unknown[]): Carrier {
  const direct = plain[type];
  if (direct) return { type: direct(), value: (v) => v };
  if (type === 'HUGEINT' || type === 'UHUGEINT')
    return values.every(fitsInt64) ? { type: int64(), value: (v) => v } : asText;
  if (type.startsWith('DECIMAL')) return { type: float64(), value: (v) => (v as { toDouble(): number }).toDouble() };
  if (!values.every(isFiniteValue)) return { type: utf8(), value: (v) => momentText(v as Moment) };
  if (type === 'DATE') return { type: dateDay(), value: (v) => (v as { days: number }).days * 86_400_000 };
  if (type === 'TIMESTAMP') {
    return { type: timestamp(TimeUnit.MICROSECOND), value: (v) => Number((v as { micros: bigint }).micros) / 1000 };
  }
  return asText;
}

/** Columns of one result window as Arrow IPC stream bytes; int64, dates and nulls keep their type. */
export function toArrow(columns: readonly ResultColumn[]): Uint8Array {
  const named: [string, Column<unknown>][] = columns.map(({ name, type, values }) => {
    const { type: arrowType, value } = carrier(type, values);
    return [name, columnFromArray(values.map((v) => (v === null ? null : value(v))) as unknown[], arrowType)];
  });
  const bytes = tableToIPC(tableFromColumns(named), { format: 'stream' });
  if (!bytes) throw new Failure('internal', 'The result could not be packed as Arrow.');
  return bytes;
}
