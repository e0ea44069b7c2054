import { booleanAt, fieldsAt, integerAt, invalid, type Place, required, wordAt } from './reader.ts';

export const countColumns = [
  'DAYS_SUPPLY',
  'DOMAIN_CONCEPT',
  'DOMAIN_SOURCE_CONCEPT',
  'DURATION',
  'END_DATE',
  'ERA_OCCURRENCES',
  'GAP_DAYS',
  'QUANTITY',
  'RANGE_HIGH',
  'RANGE_LOW',
  'REFILLS',
  'START_DATE',
  'UNIT',
  'VALUE_AS_NUMBER',
  'VISIT_ID',
  'VISIT_DETAIL_ID',
] as const;
export type CountColumn = (typeof countColumns)[number];

/** How many matching events there must be; `distinct` counts different values of a column instead. */
export interface Occurrence {
  readonly type: 'exactly' | 'atMost' | 'atLeast';
  readonly count: number;
  readonly distinct: CountColumn | null;
}

const types = ['exactly', 'atMost', 'atLeast'] as const;

export function readOccurrence(place: Place): Occurrence | null {
  const what = 'Occurrence';
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const typePlace = required(fields, 'Type', what);
  const code = integerAt(typePlace, 'The type of Occurrence');
  const countPlace = required(fields, 'Count', what);
  const count = integerAt(countPlace, 'The count of Occurrence');
  const isDistinct = booleanAt(fields.take('IsDistinct'), 'IsDistinct') ?? false;
  const column = wordAt(fields.take('CountColumn'), countColumns, 'CountColumn');
  fields.finish();
  const type = code === null ? undefined : types[code];
  if (typePlace !== null && code !== null && type === undefined)
    invalid(typePlace, 'The type of Occurrence must be 0 (exactly), 1 (at most) or 2 (at least). Choose one.');
  if (countPlace !== null && count !== null && count < 0)
    invalid(countPlace, 'The count of Occurrence must not be negative. Correct it.');
  if (type === undefined || count === null || count < 0) return null;
  return { type, count, distinct: isDistinct ? (column ?? 'DOMAIN_CONCEPT') : null };
}
