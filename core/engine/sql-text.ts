import { Failure } from '../../contract/failure.ts';

/** `name` as a quoted SQL identifier: `a"b` becomes `"a""b"`. */
export function identifier(name: string): string {
  if (name.length === 0 || name.includes('\0'))
    throw new Failure('invalid_input', 'A table or column needs a name without null characters.');
  return `"${name.replaceAll('"', '""')}"`;
}

/** `value` as an SQL literal. Finite numbers, booleans, strings and null only. */
export function literal(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Failure('invalid_input', 'A number in a query must be finite.');
    return String(value);
  }
  return `'${value.replaceAll("'", "''")}'`;
}
