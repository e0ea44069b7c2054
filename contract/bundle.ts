import { z } from 'zod';
import { call, job } from './define.ts';
import { verification } from './findings.ts';

/** What a reviewer can decide of a bundle. */
export const decisions = ['approve', 'query', 'refuse'] as const;
export const signOffDecision = z.enum(decisions);
export type SignOffDecision = z.infer<typeof signOffDecision>;

/** A reviewer's decision on one bundle, as it was signed. `fingerprint` is the SHA-256 of the reviewer's public key. */
export const signOffSummary = z.object({
  bundle: z.string(),
  decision: signOffDecision,
  words: z.string(),
  reviewer: z.object({ name: z.string(), role: z.string() }),
  at: z.string(),
  fingerprint: z.string(),
});
export type SignOffSummary = z.infer<typeof signOffSummary>;

/** Who signed a bundle, when, and how far the study's ledger went then. */
export const bundleSignatureSummary = z.object({
  fingerprint: z.string(),
  at: z.string(),
  ledger: z.object({ size: z.number().int(), head: z.string() }),
});

/** `signature` and `signOff` are null where there is none, or it does not hold: then `problems` says so. */
export const bundleVerification = verification.extend({
  sha256: z.string(),
  signature: bundleSignatureSummary.nullable(),
  signOff: signOffSummary.nullable(),
});
export type BundleVerification = z.infer<typeof bundleVerification>;

/** 64 hexadecimal digits, however they were copied. */
const fingerprint = z
  .string()
  .transform((text) => text.replace(/[\s:]/g, '').toLowerCase())
  .refine((text) => /^[0-9a-f]{64}$/.test(text), 'A fingerprint has 64 hexadecimal digits.');

const path = z.string().trim().min(1);

export const bundleMethods = {
  /** `key` and `reviewer` are fingerprints that the signature and the sign-off must be of. */
  'bundle.verify': job(
    z.object({ path, key: fingerprint.optional(), signOff: path.optional(), reviewer: fingerprint.optional() }),
    bundleVerification,
  ),
  /** Writes a signed sign-off of a bundle, by a key of this machine's own; no study is needed. */
  'bundle.signOff': job(
    z.object({
      path,
      decision: signOffDecision,
      words: z.string().trim().min(1).max(4000),
      name: z.string().trim().min(1).max(200),
      role: z.string().trim().max(200).default(''),
      /** Beside the bundle where left out: `findings.zip` gets `findings.signoff.json`. Never overwritten. */
      out: path.optional(),
    }),
    z.object({ file: z.string(), signOff: signOffSummary }),
  ),
  /** Takes a sign-off of a bundle that left the open study into its ledger. */
  'bundle.takeSignOff': call(z.object({ path }), signOffSummary),
} as const;
