import { z } from 'zod';
import { call } from './define.ts';

/** What `npm run prove:offline` found when it was last run in this checkout. */
export const offlineProof = z.object({
  version: z.string(),
  at: z.string(),
  /** Operating system, architecture and version of Node. */
  system: z.string(),
  /** In a network namespace with loopback only. */
  isShutIn: z.boolean(),
  /** Every system call of every process, rather than what Chromium's log and the kernel count. */
  isEveryProcessWatched: z.boolean(),
  programs: z.number().int(),
  /** Connections, datagrams, lookups and the like beside loopback: 0 where nothing left. */
  leaks: z.number().int(),
  planted: z.number().int(),
  caught: z.number().int(),
  /** Why the run proves nothing; 0 where it does. */
  faults: z.number().int(),
});
export type OfflineProof = z.infer<typeof offlineProof>;

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
  /** The last proof that nothing leaves, where one was made here; null where none was. */
  'app.offlineProof': call(z.object({}), z.object({ proof: offlineProof.nullable() })),
} as const;
