import { z } from 'zod';
import { job } from './define.ts';

const cell = z.object({
  at: z.record(z.string(), z.string()),
  count: z.number().int(),
  status: z.enum(['published', 'primary', 'secondary', 'class', 'dominance']),
  published: z.number().nullable(),
  /** What a reader of the released table can bound the count by; null: without limit. */
  interval: z.tuple([z.number().nullable(), z.number().nullable()]),
});

/** The rules on one table, for the person who prepares it: it holds exact counts. */
export const tableCheck = z.object({
  cells: z.array(cell),
  totals: z.array(cell),
  rules: z.array(z.object({ name: z.string(), setting: z.union([z.number(), z.string()]), flagged: z.number().int() })),
  summary: z.object({
    primary: z.number().int(),
    secondary: z.number().int(),
    suppressed: z.number().int(),
    loss: z.number(),
    /** Whether nothing safe withholds less; where not, `gap` is the most that could be saved; null: not known. */
    proved: z.boolean(),
    gap: z.number().nullable(),
    elapsedMs: z.number(),
  }),
});
export type TableCheck = z.infer<typeof tableCheck>;

export const disclosureMethods = {
  /** With `count` a line is a cell, without it a person. With `value` and `statistic` (sum, mean) the table is of that. */
  'disclosure.check': job(
    z.object({
      path: z.string().min(1),
      dimensions: z.array(z.string().min(1)).min(1).max(6),
      count: z.string().optional(),
      value: z.string().optional(),
      statistic: z.string().optional(),
      settings: z.string().optional(),
    }),
    tableCheck,
  ),
} as const;
