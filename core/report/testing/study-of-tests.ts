import { generateKeyPairSync } from 'node:crypto';
import { publicKeyOf, signatureOf } from '../../study/signature.ts';
import { signHead } from '../../study/signed-head.ts';
import type { BundleSigner } from '../signature.ts';

/** What a study signs with, without a study: a key made anew and a ledger of some lines. */
export function studyOfTests(lines = 12): BundleSigner {
  const { privateKey } = generateKeyPairSync('ed25519');
  const state = { size: lines, root: 'ab'.repeat(32), head: 'cd'.repeat(32), at: '2026-03-02T09:30:00.000Z' };
  return {
    signedHead: () => signHead(privateKey, state),
    sign: (purpose, value) => ({
      publicKey: publicKeyOf(privateKey),
      signature: signatureOf(privateKey, purpose, value),
    }),
  };
}
