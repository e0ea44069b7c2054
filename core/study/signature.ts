import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '../report/canonical-json.ts';

/** What a signature is for stands in what is signed, so that none can pass for another's. */
export type Purpose = 'ledger head' | 'bundle' | 'sign-off';

const messageOf = (purpose: Purpose, value: unknown): Buffer =>
  Buffer.from(`stillroom ${purpose} 1\n${canonicalJson(value)}`);

/** Ed25519 (RFC 8032) over the purpose and the canonical JSON of a value: 64 bytes as hexadecimal. */
export const signatureOf = (privateKey: KeyObject, purpose: Purpose, value: unknown): string =>
  sign(null, messageOf(purpose, value), privateKey).toString('hex');

const isHex = (text: string, bytes: number): boolean => text.length === 2 * bytes && /^[0-9a-f]*$/.test(text);

/** True where `signature` is of this value, for this purpose, by the private key that belongs to `publicKey`. */
export function isSignedBy(publicKey: string, purpose: Purpose, value: unknown, signature: string): boolean {
  if (!isHex(publicKey, 32) || !isHex(signature, 64)) return false;
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, messageOf(purpose, value), key, Buffer.from(signature, 'hex'));
}

/** The 32 bytes of an Ed25519 public key as hexadecimal, from either key of its pair. */
export function publicKeyOf(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x!, 'base64url').toString('hex');
}

/** What people compare of a public key: SHA-256 of its 32 bytes. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex');
