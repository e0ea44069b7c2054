import { fieldsAt, integerAt, type Place, wordAt } from './reader.ts';

const dateTypes = ['START_DATE', 'END_DATE'] as const;
export type DateType = (typeof dateTypes)[number];

/** Moves an event's start and end by days, from either of its own dates; events that would end before they start go. */
export interface DateAdjustment {
  readonly startWith: DateType;
  readonly startOffset: number;
  readonly endWith: DateType;
  readonly endOffset: number;
}

export function readDateAdjustment(place: Place): DateAdjustment | null {
  const fields = fieldsAt(place, 'DateAdjustment');
  if (fields === null) return null;
  const adjustment: DateAdjustment = {
    startWith: wordAt(fields.take('StartWith'), dateTypes, 'StartWith') ?? 'START_DATE',
    startOffset: integerAt(fields.take('StartOffset'), 'StartOffset') ?? 0,
    endWith: wordAt(fields.take('EndWith'), dateTypes, 'EndWith') ?? 'END_DATE',
    endOffset: integerAt(fields.take('EndOffset'), 'EndOffset') ?? 0,
  };
  fields.finish();
  return adjustment;
}
