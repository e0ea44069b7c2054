import type { KeyObject } from 'node:crypto';
import type { SignedHead } from '../../contract/study.ts';
import { isSignedBy, publicKeyOf, signatureOf } from './signature.ts';

/** The state of a ledger at one moment; `head` and `root` as in `SignedHead`. */
export type LedgerState = Pick<SignedHead, 'size' | 'root' | 'head' | 'at'>;

export function signHead(privateKey: KeyObject, { size, root, head, at }: LedgerState): SignedHead {
  const body = { size, root, head, at, publicKey: publicKeyOf(privateKey) };
  return { ...body, signature: signatureOf(privateKey, 'ledger head', body) };
}

/**
 * True where the signature is of the key that the head itself names. Whose key that is, the head can't say: compare the
 * key's fingerprint with one that came another way.
 */
export function verifySignedHead({ signature, ...body }: SignedHead): boolean {
  return isSignedBy(body.publicKey, 'ledger head', body, signature);
}
