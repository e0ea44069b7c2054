import { z } from 'zod';
import { call, job } from './define.ts';
import { provenance } from './findings.ts';
import { hex, ledgerEntry, signedHead } from './study.ts';

/** The signed state of the ledger: `problem` says in words why there is none. */
export const ledgerHead = z.object({
  head: signedHead.nullable(),
  /** sha256 of the public key, for people to compare. */
  fingerprint: hex(32).nullable(),
  problem: z.string().nullable(),
});
export type LedgerHead = z.infer<typeof ledgerHead>;

/** That a line stands where it stands under a signed head (RFC 6962 section 2.1.1), without what the line says. */
export const inclusionClaim = z.object({
  /** Counted from 1, as entries are. */
  seq: z.number().int(),
  at: z.string(),
  act: ledgerEntry.shape.act,
  leaf: hex(32),
  /** Hashes to combine with, the first one first, and on which side each stands. */
  path: z.array(z.object({ side: z.enum(['left', 'right']), hash: hex(32) })),
  head: signedHead,
  fingerprint: hex(32),
  /** The same in words, for somebody who has nothing but a tool for SHA-256. */
  words: z.string(),
});
export type InclusionClaim = z.infer<typeof inclusionClaim>;

const step = z.object({ seq: z.number().int().nullable(), at: z.string().nullable() });

/** One step of how a number was made, with the line that recorded it; null where the ledger has none. */
export const traceStep = z.discriminatedUnion('kind', [
  step.extend({
    kind: z.literal('dataset'),
    name: z.string(),
    sha256: z.string(),
    regime: z.string().nullable(),
    /** True where the study's dataset of that name is still this one. */
    isPresent: z.boolean(),
  }),
  step.extend({ kind: z.literal('table'), file: z.string(), sha256: z.string() }),
  step.extend({ kind: z.literal('gate'), summary: z.string(), reason: z.string() }),
  step.extend({
    kind: z.literal('cohort'),
    name: z.string(),
    fingerprint: z.string(),
    persons: z.number().int().nullable(),
    /** Of the definition that it was generated from; null in a ledger of before this was kept. */
    revision: z.string().nullable(),
  }),
  step.extend({ kind: z.literal('run'), run: z.string(), title: z.string(), sentence: z.string(), provenance }),
  step.extend({
    kind: z.literal('check'),
    finding: z.string(),
    title: z.string(),
    published: z.number().int().nullable(),
    withheld: z.number().int().nullable(),
  }),
  step.extend({ kind: z.literal('bundle'), sha256: z.string() }),
  step.extend({ kind: z.literal('sign-off'), summary: z.string() }),
]);
export type TraceStep = z.infer<typeof traceStep>;

/** Something that came out otherwise. `version`, `sql` and `model` alone change no number. */
export const runDifference = z.object({
  kind: z.enum(['dataset', 'cohort', 'cell', 'curve', 'result', 'sql', 'version', 'model']),
  where: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type RunDifference = z.infer<typeof runDifference>;

export const runComparison = z.object({
  run: z.string(),
  title: z.string(),
  /** True where every number is the same. */
  isSame: z.boolean(),
  /** Cells of tables and steps of curves that were compared. */
  compared: z.number().int(),
  differences: z.array(runDifference),
});
export type RunComparison = z.infer<typeof runComparison>;

export const ledgerMethods = {
  /** Newest first. `words` are looked for in all that an entry says; `total` counts all entries, `found` those that fit. */
  'ledger.list': call(
    z.object({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1000).default(200),
      words: z.string().max(200).default(''),
      act: ledgerEntry.shape.act.nullable().default(null),
    }),
    z.object({ total: z.number().int(), found: z.number().int(), entries: z.array(ledgerEntry) }),
  ),
  'ledger.entry': call(z.object({ seq: z.number().int().min(1) }), ledgerEntry),
  'ledger.head': call(z.object({}), ledgerHead),
  'ledger.prove': call(z.object({ seq: z.number().int().min(1) }), inclusionClaim),
  /** How a number was made: of a result, or of a finding with its check and the bundles that it left in. */
  'ledger.trace': call(
    z.union([z.object({ run: z.string() }), z.object({ finding: z.string() })]),
    z.object({ steps: z.array(traceStep) }),
  ),
  /** Makes a result again from what the study kept of it, compares, and records that; the result itself stays as it was. */
  'ledger.again': job(z.object({ run: z.string() }), runComparison),
  /**
   * Gives the study another signing key, where the one it had is lost or the ledger was tampered with. What was wrong is
   * recorded. `confirm` must be the study's name.
   */
  'ledger.signAnew': call(z.object({ confirm: z.string() }), ledgerHead),
} as const;
