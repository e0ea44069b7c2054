import type { Prepared } from './prepare.ts';

/** Who each of these rows is: its person, or the row itself where the table does not say. */
export function personsOf({ groups }: Pick<Prepared, 'groups'>, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => (groups ? groups[row]! : row));
}
