import type { SignedHead } from '../../contract/study.ts';
import { growingTree, hashOfLeaf } from './merkle.ts';
import { fingerprintOf } from './signature.ts';
import { verifySignedHead } from './signed-head.ts';

/** Root of the tree over the lines of a ledger, as hexadecimal. */
export function rootOfLines(lines: readonly string[]): string {
  const tree = growingTree();
  for (const line of lines) tree.append(hashOfLeaf(line));
  return Buffer.from(tree.root()).toString('hex');
}

/** The beginning of a fingerprint, as a sentence names a key. */
export const shortFingerprint = (publicKey: string): string => fingerprintOf(publicKey).slice(0, 16);

/**
 * What speaks against a signed head being of this ledger, in words; null where the lines under it are the ledger's first.
 * `keys` are the public keys that may have signed it.
 */
export function headProblem(head: SignedHead, lines: readonly string[], keys: readonly string[]): string | null {
  const { size, at, root, publicKey } = head;
  const moment = `of ${at.slice(0, 16).replace('T', ' ')}`;
  if (!verifySignedHead(head)) return `The signed head ${moment} was changed: its signature does not fit.`;
  if (!keys.includes(publicKey))
    return `The signed head ${moment} is signed by another key (${shortFingerprint(publicKey)}…) than the study's: the key was swapped, or the head is of another study.`;
  if (size > lines.length)
    return `The ledger was cut: it has ${lines.length} lines, the signed head ${moment} covers ${size}.`;
  if (rootOfLines(lines.slice(0, size)) !== root)
    return `The first ${size} lines are not those that the signed head ${moment} covers: one was changed, removed, inserted or moved.`;
  return null;
}
