import { fieldsAt, type Place, required, textAt, wordAt } from './reader.ts';

export const textOperators = [
  'eq',
  '!eq',
  'startsWith',
  '!startsWith',
  'contains',
  '!contains',
  'endsWith',
  '!endsWith',
] as const;
export type TextOperator = (typeof textOperators)[number];

/** A match of text, letter case counting. `%` and `_` in the text match anything, as in Circe. */
export interface TextFilter {
  readonly op: TextOperator;
  readonly text: string;
}

export function readTextFilter(place: Place, what: string): TextFilter | null {
  const fields = fieldsAt(place, what);
  if (fields === null) return null;
  const op = wordAt(required(fields, 'Op', what), textOperators, `The operator of ${what}`);
  const text = textAt(required(fields, 'Text', what), `The text of ${what}`);
  fields.finish();
  return op === null || text === null ? null : { op, text };
}
