import { readFileSync, statSync } from 'node:fs';
import { Failure } from '../../contract/failure.ts';
import { type ConsistencyClaim, type SignedHead, signedHead } from '../../contract/study.ts';
import { bundleLimits } from '../report/bundle-limits.ts';
import { zipContent, zipDirectory } from '../report/zip-read.ts';
import { fileFailure } from './durable-file.ts';
import { headProblem, rootOfLines, shortFingerprint } from './head-problem.ts';
import { consistencyProof, hashOfLeaf } from './merkle.ts';

/** The first signed head in a value: itself, or a member of it. */
function headIn(value: unknown): SignedHead | null {
  const { data } = signedHead.safeParse(value);
  if (data) return data;
  if (typeof value !== 'object' || value === null) return null;
  for (const member of Object.values(value)) {
    const found = signedHead.safeParse(member).data;
    if (found) return found;
  }
  return null;
}

function headInText(bytes: Uint8Array): SignedHead | null {
  try {
    return headIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function headInBundle(bytes: Uint8Array): SignedHead | null {
  for (const entry of zipDirectory(bytes) ?? []) {
    if (!/^[^/]+\.json$/.test(entry.name)) continue;
    const content = zipContent(bytes, entry);
    const head = content && headInText(content);
    if (head) return head;
  }
  return null;
}

/**
 * The signed head that a file holds: a bundle's, or one that was kept by itself.
 * @throws Failure `not_found`, `unreadable` where there is none in it.
 */
export function readOutsideHead(path: string): SignedHead {
  let bytes: Uint8Array | null;
  try {
    bytes = statSync(path).size > bundleLimits.bytes ? null : readFileSync(path);
  } catch (error) {
    throw fileFailure(error, path);
  }
  const head = bytes && (headInText(bytes) ?? headInBundle(bytes));
  if (head) return head;
  throw new Failure(
    'unreadable',
    `“${path}” holds no signed head of a ledger. Name a bundle that Stillroom exported, or a head that was saved.`,
  );
}

/** What a head from outside says of a ledger: a problem, or in words and by proof that the ledger goes on from it. */
export type Against =
  | { readonly kind: 'problem'; readonly problem: string }
  | { readonly kind: 'goes on'; readonly remark: string; readonly consistency: ConsistencyClaim | null };

/** Holds a head from outside against a ledger's lines; `keys` are the public keys that the ledger names. */
export function holdAgainst(head: SignedHead, lines: readonly string[], keys: readonly string[]): Against {
  const problem = headProblem(head, lines, keys);
  if (problem !== null) return { kind: 'problem', problem };
  const by = `The head of ${head.at.slice(0, 16).replace('T', ' ')}, signed with the key ${shortFingerprint(head.publicKey)}…`;
  if (head.size === 0) return { kind: 'goes on', remark: `${by}, is of an empty ledger.`, consistency: null };
  const proof = consistencyProof(lines.map(hashOfLeaf), head.size).map((hash) => Buffer.from(hash).toString('hex'));
  const consistency = {
    oldSize: head.size,
    oldRoot: head.root,
    size: lines.length,
    root: rootOfLines(lines),
    proof,
  };
  const remark = `${by}, is the beginning of this ledger: its ${head.size} lines stand unchanged before ${lines.length - head.size} later ones (proved by ${proof.length} hashes).`;
  return { kind: 'goes on', remark, consistency };
}
