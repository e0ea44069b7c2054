import { z } from 'zod';
import { call, job } from './define.ts';
import { checkedRelease, release, tableLoss } from './release.ts';

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

/**
 * Rows of a table of the result that a finding puts together, by their places in the result. `sum`: levels, which add up.
 * `last`: steps that follow each other, of which what is left after the last is kept. `told`: neighbours of which the result
 * says what they are together.
 */
export const rowJoin = z.object({
  table: z.string(),
  rows: z.array(z.number().int().nonnegative()).min(2),
  keep: z.enum(['sum', 'last', 'told']),
});
export type RowJoin = z.infer<typeof rowJoin>;

export const coarserKind = z.enum(['levels', 'bands', 'steps', 'all']);
export type CoarserKind = z.infer<typeof coarserKind>;

/** What the check makes of a grouping: its summary, and the loss of each table. */
const outcome = { summary: checkedRelease.shape.summary, losses: z.array(tableLoss) };

/** A coarser grouping that the check was tried on: the finding's `joined` as it would be, and what would be withheld then. */
export const coarserProposal = z.object({
  kind: coarserKind,
  /** Titles of its tables, and the rows put together as they would be printed. */
  tables: z.array(z.string()),
  rows: z.array(z.string()),
  joined: z.array(rowJoin),
  ...outcome,
});
export type CoarserProposal = z.infer<typeof coarserProposal>;

export const coarserAnswer = z.object({
  present: z.object(outcome),
  /** The one that withholds least first; empty where nothing coarser would help. */
  proposals: z.array(coarserProposal),
  /**
   * Tables with withheld cells that no proposal helps, and why: it has no rows that add up (`no-levels`), too few of them
   * (`too-few`), what is withheld are statistics of few persons (`statistics`), or it was tried and shows no more (`no-gain`).
   */
  cannot: z.array(z.object({ table: z.string(), why: z.enum(['no-levels', 'too-few', 'statistics', 'no-gain']) })),
});
export type CoarserAnswer = z.infer<typeof coarserAnswer>;

export const finding = z.object({
  id: z.string(),
  title: z.string(),
  /** The sentence of context an output checker asks for. */
  context: z.string(),
  run: z.string(),
  createdAt: z.string(),
  provenance,
  /** Rows that were put together so that more can be shown; left out where none were. */
  joined: z.array(rowJoin).optional(),
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
  /** Ids of the results that are kept in the study. */
  'run.list': call(z.object({}), z.array(z.string())),
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
  /**
   * What could be put together so that more can be shown. Each proposal went through the check as an export makes it: with
   * the findings that would leave `beside` it, and with what has left before.
   */
  'finding.coarser': job(z.object({ id: z.string(), beside: z.array(z.string()).default([]) }), coarserAnswer),
  /** Puts rows of its result together, or with `[]` has them apart again, and checks the finding anew. */
  'finding.coarsen': call(z.object({ id: z.string(), joined: z.array(rowJoin) }), finding),
  /** The order of findings, kept in the study and used in report and bundle; those not named stand last. */
  'finding.order': call(z.object({ ids: z.array(z.string()) }), z.object({})),
  'finding.remove': call(z.object({ id: z.string() }), z.object({})),
  'finding.list': call(z.object({}), z.array(finding)),
  'finding.get': call(z.object({ id: z.string() }), finding),
  /** The self-contained HTML report of some findings, as it stands in the bundle. */
  'finding.report': call(z.object({ findings: z.array(z.string()).min(1) }), z.object({ html: z.string() })),
  /** The check of findings as they would leave in one bundle: together, and beside what has left before. Keeps nothing. */
  'finding.together': job(
    z.object({ findings: z.array(z.string()).min(1) }),
    z.array(z.object({ id: z.string(), checked: checkedRelease })),
  ),
  'export.bundle': job(z.object({ findings: z.array(z.string()).min(1), out: z.string().min(1) }), bundleResult),
} as const;
