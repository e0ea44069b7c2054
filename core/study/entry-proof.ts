import { Failure } from '../../contract/failure.ts';
import type { InclusionClaim } from '../../contract/ledger.ts';
import type { SignedHead } from '../../contract/study.ts';
import { parseEntry } from './ledger-entry.ts';
import { hashOfLeaf, inclusionProof } from './merkle.ts';
import { fingerprintOf } from './signature.ts';

type Path = InclusionClaim['path'];

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** On which side of the hash so far each one of a proof stands: RFC 9162 section 2.1.3.2. */
function sidesOf(index: number, size: number, proof: readonly Uint8Array[]): Path {
  let [at, last] = [index, size - 1];
  return proof.map((hash) => {
    const isLeft = at % 2 === 1 || at === last;
    if (isLeft) while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    return { side: isLeft ? 'left' : 'right', hash: hexOf(hash) };
  });
}

const wordsOf = ({ seq, at, act, leaf, path, head, fingerprint }: Omit<InclusionClaim, 'words'>): string =>
  [
    `Entry ${seq} of ${head.size} in the ledger of a Stillroom study: an act of the kind “${act}”, recorded ${at}.`,
    '',
    'What this proves: the line stands unchanged at its place in the ledger that the study signed. What the line says stays in the study; whoever is shown it there can check that it is the one meant (step 1).',
    '',
    `1. SHA-256 of a byte 00 followed by the line (“stillroom ledger show ${seq}” prints it) is`,
    `   ${leaf}`,
    path.length > 0
      ? '2. Combine it with each of these in turn: SHA-256 of a byte 01, the hash on the left, the hash on the right.'
      : '2. It is the only line: there is nothing to combine it with.',
    ...path.map(({ side, hash }) => `   on the ${side.padEnd(5)} ${hash}`),
    '3. The result is the root of the tree over all lines (RFC 6962):',
    `   ${head.root}`,
    `4. This root was signed ${head.at} with the study's Ed25519 key. SHA-256 of that key, to compare with the one that a bundle of the study shows:`,
    `   ${fingerprint}`,
    '   The signed head, which “stillroom verify --study FOLDER --head FILE” reads:',
    `   ${JSON.stringify(head)}`,
    '',
  ].join('\n');

/**
 * That an entry stands under a head that was signed over these lines.
 * @throws Failure `not_found` where the ledger has no such entry.
 */
export function proveEntry(lines: readonly string[], seq: number, head: SignedHead): InclusionClaim {
  const line = lines[seq - 1];
  const entry = line === undefined ? null : parseEntry(line);
  if (line === undefined || entry === null)
    throw new Failure('not_found', `The ledger has ${lines.length} entries: there is no entry ${seq}.`);
  const leaves = lines.map(hashOfLeaf);
  const path = sidesOf(seq - 1, lines.length, inclusionProof(leaves, seq - 1));
  const { at, act } = entry;
  const claim = { seq, at, act, leaf: hexOf(leaves[seq - 1]!), path, head, fingerprint: fingerprintOf(head.publicKey) };
  return { ...claim, words: wordsOf(claim) };
}
