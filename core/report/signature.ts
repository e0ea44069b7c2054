import { z } from 'zod';
import { hex, type SignedHead, signedHead } from '../../contract/study.ts';
import { fingerprintOf, isSignedBy, type Purpose } from '../study/signature.ts';
import { verifySignedHead } from '../study/signed-head.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './manifest.ts';
import { readCanonical } from './read-canonical.ts';

export const signatureName = 'signature.json';

/** `signature.json` of a bundle: the manifest's hash, the time and the ledger's signed head, under one Ed25519 signature. */
export const bundleSignature = z.strictObject({
  schema: z.literal(1),
  format: z.literal('stillroom-signature'),
  manifest: hex(32),
  at: z.iso.datetime(),
  ledger: signedHead,
  publicKey: hex(32),
  signature: hex(64),
});
export type BundleSignature = z.infer<typeof bundleSignature>;

/** What a study signs a bundle with: its ledger. */
export interface BundleSigner {
  signedHead(): SignedHead;
  sign(purpose: Purpose, value: unknown): Pick<BundleSignature, 'publicKey' | 'signature'>;
}

/** The one file of a bundle that differs between two exports of the same findings. @throws as the ledger's `sign`. */
export function signBundle(manifest: Uint8Array, signer: BundleSigner): string {
  const body = {
    schema: 1,
    format: 'stillroom-signature',
    manifest: sha256(manifest),
    at: new Date().toISOString(),
    ledger: signer.signedHead(),
  } as const;
  return `${canonicalJson({ ...body, ...signer.sign('bundle', body) })}\n`;
}

/** The signature of a bundle, or what speaks against it in words. `key` is the fingerprint that it must be of. */
export function readSignature(
  bytes: Uint8Array,
  manifest: Uint8Array,
  key: string | undefined,
): BundleSignature | { readonly problems: readonly string[] } {
  const read = readCanonical(bytes, bundleSignature);
  if (read === null) return { problems: [`“${signatureName}” was changed: it is not as Stillroom writes it.`] };
  const { publicKey, signature, ...body } = read;
  const problems: string[] = [];
  if (read.manifest !== sha256(manifest)) problems.push('The signature is of another manifest: something was swapped.');
  if (!isSignedBy(publicKey, 'bundle', body, signature))
    problems.push('The signature does not hold: it was changed, or is of another key than the one it names.');
  if (!verifySignedHead(read.ledger)) problems.push('The head of the ledger was changed: its signature does not hold.');
  if (read.ledger.publicKey !== publicKey)
    problems.push('The bundle and the head of its ledger are signed by two different keys.');
  const fingerprint = fingerprintOf(publicKey);
  if (key !== undefined && key !== fingerprint)
    problems.push(`The bundle is signed by another key than the one required: its fingerprint is ${fingerprint}.`);
  return problems.length === 0 ? read : { problems };
}
