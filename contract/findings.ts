import { z } from 'zod';
import { call, job } from './define.ts';
import { checkedRelease, release } from './release.ts';

/** A cohort's definition in plain English, as it was when its rows were generated. */
export const cohortWords = z.array(z.object({ heading: z.string(), sentences: z.array(z.string()) }));
export type CohortWords = z.infer<typeof cohortWords>;

/** How a result was made: enough to make it again, and to know what it was made from. */
export const provenance = z.object({
  kind: z.enum(['cohort', 'analysis', 'model']),
  /** Name of the analysis, the cohort, or the model task. */
  name: z.string(),
  dataset: z.string().nullable(),
  datasetSha256: z.string().nullable(),
  /** `persons` is exact and stays in the study; without it the fingerprint does not leave. */
  cohorts: z.array(
    z.object({
      name: z.string(),
      fingerprint: z.string(),
      persons: z.number().int().nonnegative().optional(),
      words: cohortWords.optional(),
    }),
  ),
  /** A plain table's file name and hash, where one was the source. */
  table: z.object({ file: z.string(), sha256: z.string() }).nullable(),
  params: z.record(z.string(), z.unknown()),
  sql: z.array(z.string()),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }).nullable(),
  regime: z.string().nullable(),
  versions: z.record(z.string(), z.string()),
  at: z.string(),
});
export type Provenance = z.infer<typeof provenance>;

/** A result kept inside the study: `runs/<id>.json`. Holds exact numbers and never leaves. */
export const run = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  provenance,
  result: z.unknown(),
  release,
});
export type Run = z.infer<typeof run>;

export const finding = z.object({
  id: z.string(),
  title: z.string(),
  /** The sentence of context an output checker asks for. */
  context: z.string(),
  run: z.string(),
  createdAt: z.string(),
  provenance,
  checked: checkedRelease,
});
export type Finding = z.infer<typeof finding>;

export const bundleResult = z.object({
  bundle: z.string(),
  sha256: z.string(),
  findings: z.array(z.string()),
  changes: checkedRelease.shape.changes,
});

export const verification = z.object({ ok: z.boolean(), problems: z.array(z.string()), checked: z.number().int() });
export type Verification = z.infer<typeof verification>;

export const findingMethods = {
  'run.get': call(z.object({ run: z.string() }), run),
  /** The check as it would be, before anything is kept. */
  'finding.preview': call(z.object({ run: z.string() }), checkedRelease),
  'finding.add': call(
    z.object({
      run: z.string(),
      title: z.string().min(1).max(200).optional(),
      context: z.string().max(2000).default(''),
    }),
    finding,
  ),
  'finding.edit': call(
    z.object({ id: z.string(), title: z.string().min(1).max(200), context: z.string().max(2000) }),
    finding,
  ),
  'finding.remove': call(z.object({ id: z.string() }), z.object({})),
  'finding.list': call(z.object({}), z.array(finding)),
  'finding.get': call(z.object({ id: z.string() }), finding),
  /** The self-contained HTML report of some findings, as it stands in the bundle. */
  'finding.report': call(z.object({ findings: z.array(z.string()).min(1) }), z.object({ html: z.string() })),
  'export.bundle': job(z.object({ findings: z.array(z.string()).min(1), out: z.string().min(1) }), bundleResult),
  'bundle.verify': job(z.object({ path: z.string().min(1) }), verification),
} as const;
