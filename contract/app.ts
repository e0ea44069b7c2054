import { z } from 'zod';
import { call } from './define.ts';

export const appMethods = {
  'app.info': call(
    z.object({}),
    z.object({
      version: z.string(),
      /** Which host carries the contract. */
      host: z.enum(['desktop', 'browser', 'terminal']),
      versions: z.record(z.string(), z.string()),
      threads: z.number().int(),
      memoryLimit: z.string(),
      /** Where new studies are proposed. */
      home: z.string(),
    }),
  ),
} as const;
