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

function carrier(type: string): Carrier {
  const direct = plain[type];
  if (direct) return { type: direct(), value: (v) => v };
  if (type === 'DATE') return { type: dateDay(), value: (v) => (v as { days: number }).days * 86_400_000 };
  if (type === 'TIMESTAMP') {
    return { type: timestamp(TimeUnit.MICROSECOND), value: (v) => Number((v as { micros: bigint }).micros) / 1000 };
  }
  if (type.startsWith('DECIMAL')) return { type: float64(), value: (v) => (v as { toDouble(): number }).toDouble() };
  return { type: utf8(), value: (v) => String(v) };
}

/** Columns of one result window as Arrow IPC stream bytes; int64, dates and nulls keep their type. */
export function toArrow(columns: readonly ResultColumn[]): Uint8Array {
  const named: [string, Column<unknown>][] = columns.map(({ name, type, values }) => {
    const { type: arrowType, value } = carrier(type);
    return [name, columnFromArray(values.map((v) => (v === null ? null : value(v))) as unknown[], arrowType)];
  });
  const bytes = tableToIPC(tableFromColumns(named), { format: 'stream' });
  if (!bytes) throw new Failure('internal', 'The result could not be packed as Arrow.');
  return bytes;
}
