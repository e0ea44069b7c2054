import { z } from 'zod';
import { call, job } from './define.ts';
import { verification } from './findings.ts';

export const studySummary = z.object({
  path: z.string(),
  name: z.string(),
  created: z.string(),
  /** True when another window or terminal holds the study's lock. */
  readOnly: z.boolean(),
  /** True where data, results and ledger are encrypted under a passphrase. */
  encrypted: z.boolean().default(false),
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
  act: z.enum([
    'study',
    'import',
    'gate',
    'cohort',
    'analysis',
    'model',
    'view',
    'sql',
    'finding',
    'export',
    /** Checked content that left by the clipboard, the printer or a download; `detail.way` says by which. */
    'copy',
    /** A reviewer's decision on a bundle. */
    'sign-off',
    'edit',
  ]),
  summary: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Random, so that nobody can guess a line from the hashes that leave with a bundle. Lines of before have none. */
  salt: z.string().optional(),
  /** sha256 of the line before this one; 64 zeros for the first. */
  previous: z.string(),
  hash: z.string(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** So many bytes in lower-case hexadecimal. */
export const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/**
 * The state of a ledger, signed: whoever keeps one can show later that every line under it still stands where it stood.
 * The signature is Ed25519 over `stillroom ledger head 1`, a line feed, and the canonical JSON of the other members.
 */
export const signedHead = z.strictObject({
  /** Lines under this head. */
  size: z.number().int().nonnegative(),
  /** Root of the Merkle tree (RFC 6962) over the lines, each as its canonical JSON without the line feed. */
  root: hex(32),
  /** `hash` of the last line; 64 zeros where there is none. */
  head: hex(32),
  at: z.iso.datetime(),
  /** The study's Ed25519 public key, 32 bytes. */
  publicKey: hex(32),
  signature: hex(64),
});
export type SignedHead = z.infer<typeof signedHead>;

/** That an older state of a ledger is the beginning of a newer one (RFC 6962 section 2.1.2). */
export const consistencyClaim = z.object({
  oldSize: z.number().int(),
  oldRoot: hex(32),
  size: z.number().int(),
  root: hex(32),
  proof: z.array(hex(32)),
});
export type ConsistencyClaim = z.infer<typeof consistencyClaim>;

/** `remarks` are no damage, but what whoever relies on the study should know. */
export const studyVerification = verification.extend({
  remarks: z.array(z.string()).default([]),
  consistency: consistencyClaim.nullable().default(null),
});
export type StudyVerification = z.infer<typeof studyVerification>;

export const recentStudy = z.object({ path: z.string(), name: z.string(), openedAt: z.string() });

/** Characters that a new passphrase has at least. */
export const shortestPassphrase = 10;

const newPassphrase = z.string().min(shortestPassphrase).max(1000);
const passphrase = z.string().max(1000);

const path = z.string().min(1);

export const studyMethods = {
  /** With a passphrase the study is encrypted; it cannot be turned on or off later. */
  'study.create': call(
    z.object({ path, name: z.string().trim().min(1).max(120), passphrase: newPassphrase.optional() }),
    studySummary,
  ),
  /** Failure `passphrase` where the study is encrypted and none (`needed`) or a wrong one (`wrong`) is given. */
  'study.open': call(z.object({ path, passphrase: passphrase.optional() }), studySummary),
  /** Wraps the open study's key under another passphrase; no data is rewritten. */
  'study.changePassphrase': call(z.object({ current: passphrase, next: newPassphrase }), z.object({})),
  /**
   * Destroys the key of one dataset, which goes with its rows, or all keys of the open study, which is then closed for
   * ever. `confirm` must be the name of what is destroyed.
   */
  'study.destroyKeys': call(
    z.object({ dataset: z.string().optional(), confirm: z.string() }),
    z.object({ destroyed: z.array(z.string()) }),
  ),
  /** Makes (once) and opens a study with the sample cohort and its cohort definitions. */
  'study.sample': job(z.object({ path: path.optional() }), studySummary),
  'study.close': call(z.object({}), z.object({})),
  /** Null when no study is open. */
  'study.current': call(z.object({}), studySummary.nullable()),
  'study.recent': call(z.object({}), z.array(recentStudy.extend({ encrypted: z.boolean().default(false) }))),
  'study.undo': call(z.object({}), studySummary),
  'study.redo': call(z.object({}), studySummary),
  /**
   * The ledger with its signed head, the datasets, and the results and findings that it names, recomputed. `against` is a
   * signed head or a bundle from outside of the study: what it covers must be the beginning of this ledger.
   */
  'study.verify': job(z.object({ against: z.string().optional() }), studyVerification),
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
