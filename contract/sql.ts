import { z } from 'zod';
import { arrow, job } from './define.ts';

export const sqlMethods = {
  /** One locked SELECT over the dataset (`cdm.person` or `person`) and `results.cohort`. */
  'sql.run': job(
    z.object({
      sql: z.string().min(1).max(1_000_000),
      dataset: z.string().optional(),
      limit: z.number().int().min(1).max(1_000_000).default(1000),
    }),
    z.object({
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.number().int(),
      /** True when there were more rows than `limit`. */
      truncated: z.boolean(),
      table: arrow,
      /** What to know about the rows in `results.cohort`, where the query reads them: those of which cohorts are old or missing. */
      notes: z.array(z.string()),
      elapsedMs: z.number(),
    }),
  ),
} as const;
