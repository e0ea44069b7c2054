import { type DataType, type Table, Type, tableFromIPC } from '@uwdata/flechette';

/** Decodes Arrow so that nothing is lost on the way to the screen: 64-bit integers stay whole. */
export const decodeArrow = (bytes: Uint8Array): Table => tableFromIPC(bytes, { useBigInt: true });

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const isoMoment = (ms: number) =>
  new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');

/** A value as it is in the data, without grouping or rounding; null for none. */
export function cellText(value: unknown, type: DataType): string | null {
  if (value === null || value === undefined) return null;
  if (type.typeId === Type.Date && typeof value === 'number') return isoDay(value);
  if (type.typeId === Type.Timestamp && typeof value === 'number') return isoMoment(value);
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === 'object') return JSON.stringify(value, plain);
  return String(value);
}
