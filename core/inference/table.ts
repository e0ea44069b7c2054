import { z } from 'zod';

const numbers = z.custom<Float64Array>((value) => value instanceof Float64Array, 'expected a Float64Array');

const column = z
  .object({
    name: z.string().min(1),
    kind: z.enum(['number', 'category']),
    /** One value a row, NaN where missing. A category's value is its place in `categories`. */
    values: numbers,
    categories: z.array(z.string()).readonly().optional(),
  })
  .readonly();
export type ModelColumn = z.infer<typeof column>;

/** A table in columns, as it crosses into the model's process. `groups` holds the person of each row. */
export const modelTable = z
  .object({
    columns: z.array(column).readonly(),
    rows: z.number().int().nonnegative(),
    groups: numbers.optional(),
  })
  .readonly()
  .refine(
    ({ columns, rows }) => columns.every(({ values }) => values.length === rows),
    'columns must have `rows` values',
  )
  .refine(({ groups, rows }) => !groups || groups.length === rows, 'groups must have `rows` values')
  .refine(
    ({ columns }) => new Set(columns.map(({ name }) => name)).size === columns.length,
    'columns must have different names',
  );
export type ModelTable = z.infer<typeof modelTable>;

/** What is to be predicted: a number, or a class by its place in `classes`; the last class is the event. NaN: unknown. */
export const modelTarget = z
  .object({
    name: z.string().min(1),
    kind: z.enum(['class', 'number']),
    values: numbers,
    classes: z.array(z.string()).readonly().optional(),
  })
  .readonly();
export type ModelTarget = z.infer<typeof modelTarget>;
