import { existsSync } from 'node:fs';
import { Failure } from '../../contract/failure.ts';
import { headProblem, shortFingerprint } from './head-problem.ts';
import { readKeptHead } from './kept-head.ts';
import { keepPublicKey, makeSigningKey, publicKeyPath, readSigningKey, type SigningKey } from './signing-key.ts';

/** What a study signs its ledger with, when it is opened. */
export type Signer =
  | { readonly kind: 'ready'; readonly key: SigningKey; readonly isNamed: boolean; readonly hasHead: boolean }
  /** Made before ledgers were signed, and not open for writing. */
  | { readonly kind: 'none' }
  /** Something speaks against the ledger or the key: nothing is signed, and the kept head stays as evidence. */
  | { readonly kind: 'broken'; readonly failure: Failure };

const broken = (what: string): Signer => ({
  kind: 'broken',
  failure: new Failure(
    'integrity',
    `${what} Nothing is signed until the study is restored from a copy, or signs anew with another key.`,
  ),
});

/** `named` is the public key that the ledger names last, if any: a study whose ledger names none gets its key now. */
export function openSigner(
  studyPath: string,
  lines: readonly string[],
  named: string | null,
  isWritable: boolean,
): Signer {
  const key = readKey(studyPath, isWritable && named === null);
  if (key instanceof Failure) return { kind: 'broken', failure: key };
  if (key === null) return named === null ? { kind: 'none' } : broken('The study has lost its signing key.');
  if (named !== null && named !== key.publicKey)
    return broken(
      `The signing key was swapped: the ledger names ${shortFingerprint(named)}…, the file holds ${shortFingerprint(key.publicKey)}….`,
    );
  // A window without the lock may have read fewer lines than the head covers that the other one has just signed.
  if (!isWritable) return { kind: 'ready', key, isNamed: true, hasHead: true };
  if (!existsSync(publicKeyPath(studyPath))) keepPublicKey(studyPath, key);
  const kept = readKeptHead(studyPath);
  const problem = kept.kind === 'head' ? headProblem(kept.head, lines, [key.publicKey]) : null;
  return problem === null
    ? { kind: 'ready', key, isNamed: named !== null, hasHead: kept.kind === 'head' }
    : broken(problem);
}

function readKey(studyPath: string, mayMake: boolean): SigningKey | Failure | null {
  try {
    return readSigningKey(studyPath) ?? (mayMake ? makeSigningKey(studyPath) : null);
  } catch (error) {
    const failure = Failure.from(error);
    if (failure.code === 'integrity') return failure;
    throw failure;
  }
}
