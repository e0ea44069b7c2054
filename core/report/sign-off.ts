import { z } from 'zod';
import { type SignOffSummary, signOffDecision } from '../../contract/bundle.ts';
import { hex } from '../../contract/study.ts';
import { fingerprintOf, isSignedBy } from '../study/signature.ts';
import { canonicalJson } from './canonical-json.ts';
import { readCanonical } from './read-canonical.ts';

/** `*.signoff.json`: a reviewer's decision on a bundle, bound to its SHA-256 and signed with the reviewer's own key. */
export const signOffFile = z.strictObject({
  schema: z.literal(1),
  format: z.literal('stillroom-sign-off'),
  bundle: hex(32),
  decision: signOffDecision,
  words: z.string(),
  reviewer: z.strictObject({ name: z.string(), role: z.string() }),
  at: z.iso.datetime(),
  publicKey: hex(32),
  signature: hex(64),
});
export type SignOffFile = z.infer<typeof signOffFile>;
export type SignOffBody = Omit<SignOffFile, 'publicKey' | 'signature'>;

export const summaryOf = ({ bundle, decision, words, reviewer, at, publicKey }: SignOffFile): SignOffSummary => ({
  bundle,
  decision,
  words,
  reviewer,
  at,
  fingerprint: fingerprintOf(publicKey),
});

export const signOffText = (signOff: SignOffFile): string => `${canonicalJson(signOff)}\n`;

/** A sign-off whose signature holds, or what speaks against it in words. */
export function readSignOff(bytes: Uint8Array): SignOffFile | { readonly problem: string } {
  const read = readCanonical(bytes, signOffFile);
  if (read === null) return { problem: 'The sign-off was changed, or is none: it is not as Stillroom writes it.' };
  const { publicKey, signature, ...body } = read;
  return isSignedBy(publicKey, 'sign-off', body, signature)
    ? read
    : { problem: 'The signature of the sign-off does not hold: it was changed, or is of another key than it names.' };
}
