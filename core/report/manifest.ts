import { createHash } from 'node:crypto';
import { z } from 'zod';

/** `manifest.json` of a bundle: every file's hash and what the findings were made with. */
const current = z.strictObject({
  schema: z.literal(2),
  format: z.literal('stillroom-bundle'),
  study: z.string(),
  /** When the newest finding was made: a bundle itself carries no time, so that the same choices give the same bytes. */
  newestFinding: z.string(),
  findings: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  versions: z.record(z.string(), z.string()),
  policy: z.strictObject({ name: z.string(), threshold: z.number(), rounding: z.number() }),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof current>;

/** As bundles were before they were signed: with the ledger's head in the manifest itself. */
const unsigned = current.extend({ schema: z.literal(1), ledgerHead: z.string().nullable() });

export const manifest = z.discriminatedUnion('schema', [current, unsigned]);

export const manifestName = 'manifest.json';
/** Holds the manifest's own hash in the form that `sha256sum --check` reads. */
export const manifestHashName = 'manifest.sha256';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export const manifestHashLine = (manifestBytes: Uint8Array): string => `${sha256(manifestBytes)}  ${manifestName}\n`;
