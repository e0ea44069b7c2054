import { fieldsAt, integerAt, numberAt, type Place, required, wordAt } from './reader.ts';

export const rangeOperators = ['lt', 'lte', 'eq', '!eq', 'gt', 'gte', 'bt', '!bt'] as const;
export type RangeOperator = (typeof rangeOperators)[number];

/** A comparison with one number, or with two for `bt` and `!bt` (both ends included). */
export interface NumericRange {
  readonly op: RangeOperator;
  readonly value: number;
  readonly extent: number | null;
}

/** Reads a numeric range. `whole` cuts fractions off, as Circe does for attributes that are whole numbers. */
export function readNumericRange(place: Place, what: string, whole: boolean): NumericRange | null {
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const number = (at: Place | null, name: string) => (whole ? integerAt(at, name) : numberAt(at, name));
  const op = wordAt(required(fields, 'Op', what), rangeOperators, `The operator of ${what}`);
  const value = number(required(fields, 'Value', what), `The value of ${what}`);
  const between = op === 'bt' || op === '!bt';
  const extentPlace = between ? required(fields, 'Extent', what) : fields.take('Extent');
  const extent = number(extentPlace, `The upper end of ${what}`);
  fields.finish();
  if (op === null || value === null || (between && extent === null)) return null;
  return { op, value, extent: between ? extent : null };
}
