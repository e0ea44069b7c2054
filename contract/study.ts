import { z } from 'zod';
import { call, job } from './define.ts';
import { verification } from './findings.ts';

export const studySummary = z.object({
  path: z.string(),
  name: z.string(),
  created: z.string(),
  /** True when another window or terminal holds the study's lock. */
  readOnly: z.boolean(),
  datasets: z.array(
    z.object({
      name: z.string(),
      format: z.string(),
      persons: z.number().int(),
      regime: z.string(),
      importedAt: z.string(),
    }),
  ),
  cohorts: z.array(z.string()),
  findings: z.number().int(),
  /** Labels of the edits that undo and redo would take back or bring back. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  /** What recovery had to do when the study was opened, in words. */
  recovered: z.array(z.string()),
});
export type StudySummary = z.infer<typeof studySummary>;

/** One act in the ledger. `detail` names things and counts, never patient values. */
export const ledgerEntry = z.object({
  seq: z.number().int(),
  at: z.string(),
  act: z.enum(['study', 'import', 'gate', 'cohort', 'analysis', 'model', 'view', 'sql', 'finding', 'export', 'edit']),
  summary: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** sha256 of the line before this one; 64 zeros for the first. */
  previous: z.string(),
  hash: z.string(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const recentStudy = z.object({ path: z.string(), name: z.string(), openedAt: z.string() });

const path = z.string().min(1);

export const studyMethods = {
  'study.create': call(z.object({ path, name: z.string().trim().min(1).max(120) }), studySummary),
  'study.open': call(z.object({ path }), studySummary),
  /** Makes (once) and opens a study with the sample cohort and its cohort definitions. */
  'study.sample': job(z.object({ path: path.optional() }), studySummary),
  'study.close': call(z.object({}), z.object({})),
  /** Null when no study is open. */
  'study.current': call(z.object({}), studySummary.nullable()),
  'study.recent': call(z.object({}), z.array(recentStudy)),
  'study.undo': call(z.object({}), studySummary),
  'study.redo': call(z.object({}), studySummary),
  /** Ledger chain and datasets, recomputed. */
  'study.verify': job(z.object({}), verification),
  'ledger.list': call(
    z.object({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    z.object({ total: z.number().int(), entries: z.array(ledgerEntry) }),
  ),
  /** Folders and files of one place on disk, for the open dialogs of the browser host. */
  'files.list': call(
    z.object({ path: z.string().optional() }),
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      entries: z.array(
        z.object({
          name: z.string(),
          path: z.string(),
          kind: z.enum(['folder', 'file', 'study']),
          bytes: z.number().nullable(),
        }),
      ),
    }),
  ),
} as const;
