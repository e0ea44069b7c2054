import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { type LedgerEntry, ledgerEntry, type SignedHead } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { keptLine, openLine } from '../vault/kept-lines.ts';
import { appendDurably } from './durable-file.ts';
import { keepHead } from './kept-head.ts';
import { type Act, beforeTheFirst, entriesOfAct, hashOfEntry, keysNamed, parseEntry } from './ledger-entry.ts';
import { linesSought, type Sought } from './ledger-search.ts';
import { cutTornLine, readLines } from './lines.ts';
import { growingTree, hashOfLeaf } from './merkle.ts';
import { type Purpose, signatureOf } from './signature.ts';
import { signHead } from './signed-head.ts';
import { openSigner, type Signer } from './signer.ts';
import { makeSigningKey, type SigningKey } from './signing-key.ts';

export interface Ledger {
  /**
   * Records an act: chained to the one before it and on the disk when this returns, with the signed head after it.
   * Encrypted where the study is, but `inTheClear`.
   */
  record(act: Act, inTheClear?: boolean): LedgerEntry;
  /** Newest first; `total` counts all entries, `found` those that are sought. */
  entries(
    offset: number,
    limit: number,
    sought?: Sought,
  ): { readonly total: number; readonly found: number; readonly entries: LedgerEntry[] };
  /** Every line as it was before it was sealed, oldest first. */
  lines(): readonly string[];
  /** Hash of the last entry. */
  head(): string;
  /** Every entry of one kind of act, oldest first. */
  ofAct(act: Act['act']): LedgerEntry[];
  /**
   * The ledger as it stands, signed by the study's key: what a bundle carries. It is on the disk when this returns.
   * @throws Failure `integrity` where ledger or key were tampered with, `read_only` where the study has no key yet.
   */
  signedHead(): SignedHead;
  /** Signs something else with the study's key. @throws as `signedHead`. */
  sign(purpose: Purpose, value: unknown): Pick<SignedHead, 'publicKey' | 'signature'>;
  /** Gives the study another key, and records what was wrong, if anything was. */
  signAnew(): SignedHead;
  /** Puts the signed head on the disk for good, before the study is left. */
  close(): void;
}

export const ledgerPath = (studyPath: string): string => join(studyPath, 'ledger.ndjson');

function signingKeyOf(signer: Signer): SigningKey {
  if (signer.kind === 'ready') return signer.key;
  if (signer.kind === 'broken') throw signer.failure;
  throw new Failure(
    'read_only',
    'This study was made before ledgers were signed. Open it for writing once, and it gets its key.',
  );
}

/** Opens the ledger for appending. An unfinished last line (a crash during the write) is cut and named in `recovered`. */
export function openLedger(studyPath: string, writable: boolean, recovered: string[]): Ledger {
  const path = ledgerPath(studyPath);
  const { lines, tornBytes } = readLines(path);
  if (writable && tornBytes > 0) {
    cutTornLine(path, tornBytes, statSync(path).size);
    recovered.push('The last line of the ledger was unfinished; that act was interrupted and is not recorded.');
  }
  const written = lines.map((line) => openLine(path, line));
  const tree = growingTree();
  for (const line of written) tree.append(hashOfLeaf(line));
  let last = parseEntry(written.at(-1) ?? '');
  let signer = openSigner(studyPath, written, keysNamed(written).at(-1) ?? null, writable);

  function signed(isDurable: boolean): SignedHead {
    const state = {
      size: written.length,
      root: Buffer.from(tree.root()).toString('hex'),
      head: last?.hash ?? beforeTheFirst,
      at: new Date().toISOString(),
    };
    const head = signHead(signingKeyOf(signer).privateKey, state);
    if (writable) keepHead(studyPath, head, isDurable);
    return head;
  }

  function record({ act, summary, detail = {} }: Act, inTheClear = false): LedgerEntry {
    const names = written.length === 0 && signer.kind === 'ready' ? { signingKey: signer.key.publicKey } : {};
    const body = {
      seq: written.length + 1,
      at: new Date().toISOString(),
      act,
      summary,
      detail: { ...detail, ...names },
      salt: randomBytes(16).toString('hex'),
      previous: last?.hash ?? beforeTheFirst,
    };
    const entry = { ...body, hash: hashOfEntry(body) };
    const line = canonicalJson(entry);
    appendDurably(path, inTheClear ? line : keptLine(path, line));
    written.push(line);
    tree.append(hashOfLeaf(line));
    last = entry;
    if (signer.kind === 'ready') signed(false);
    return entry;
  }

  if (signer.kind === 'broken') recovered.push(signer.failure.message);
  if (writable && signer.kind === 'ready' && written.length > 0) {
    if (!signer.isNamed)
      record({ act: 'study', summary: 'Signing key made', detail: { signingKey: signer.key.publicKey } });
    else if (!signer.hasHead)
      record({ act: 'study', summary: 'Opened without its signed head', detail: { signedHead: 'missing' } });
  }

  return {
    record,
    entries(offset, limit, sought = { words: '', act: null }) {
      const found = linesSought(written, sought);
      const end = found.length - offset;
      const page = found.slice(Math.max(0, end - limit), Math.max(0, end)).reverse();
      const entries = page.map((line) => ledgerEntry.parse(JSON.parse(line)));
      return { total: written.length, found: found.length, entries };
    },
    lines: () => written,
    head: () => last?.hash ?? beforeTheFirst,
    ofAct: (act) => entriesOfAct(written, act),
    signedHead: () => signed(true),
    sign(purpose, value) {
      const { privateKey, publicKey } = signingKeyOf(signer);
      return { publicKey, signature: signatureOf(privateKey, purpose, value) };
    },
    signAnew() {
      const was = signer.kind === 'broken' ? { was: signer.failure.message } : {};
      signer = { kind: 'ready', key: makeSigningKey(studyPath), isNamed: true, hasHead: false };
      record({
        act: 'study',
        summary: 'Signed anew with another key',
        detail: { ...was, signingKey: signer.key.publicKey },
      });
      return signed(true);
    },
    close() {
      if (writable && signer.kind === 'ready' && written.length > 0) signed(true);
    },
  };
}
