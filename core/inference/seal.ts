import { createHash } from 'node:crypto';

const pattern = /"seal":\s*"([0-9a-f]{64})"/g;
const blank = '0'.repeat(64);

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The seal of a manifest's text: the SHA-256 of that text with the 64 characters of its own `seal` replaced by zeros.
 * It makes a change of any byte of the manifest show, as the manifest's hashes do for the other files.
 */
export function sealOf(manifestText: string): string {
  return sha256(manifestText.replace(pattern, `"seal": "${blank}"`));
}

/** Whether the text carries exactly one seal, and it is its own. */
export function isSealed(manifestText: string): boolean {
  const seals = [...manifestText.matchAll(pattern)];
  return seals.length === 1 && seals[0]![1] === sealOf(manifestText);
}

/** The text with its seal put right. For those who write a manifest, in training or by hand. */
export function sealed(manifestText: string): string {
  return manifestText.replace(pattern, `"seal": "${sealOf(manifestText)}"`);
}
