import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { Failure } from '../../contract/failure.ts';
import { openLine } from '../vault/kept-lines.ts';
import { headProblem, shortFingerprint } from './head-problem.ts';
import { type KeptHead, readKeptHead } from './kept-head.ts';
import { ledgerPath } from './ledger.ts';
import { entriesOfAct, keysNamed } from './ledger-entry.ts';
import { linesOf } from './lines.ts';
import { readSigningKey } from './signing-key.ts';
import { chainProblems } from './verify-chain.ts';

/** A ledger, recomputed from its files alone. */
export interface LedgerCheck {
  /** What was tampered with or damaged, in words. */
  readonly problems: string[];
  /** What a reader should know that is no damage. */
  readonly remarks: string[];
  /** The lines as they were before they were sealed. */
  readonly lines: readonly string[];
  /** Public keys that the ledger names, the first one first. */
  readonly keys: readonly string[];
}

/** Recomputes a ledger from its bytes and the head that is kept beside it. */
export function checkBytes(path: string, bytes: Buffer, kept: KeptHead): LedgerCheck {
  const { lines: sealed, tornBytes } = linesOf(bytes);
  const lines = sealed.map((line) => openLine(path, line));
  const keys = keysNamed(lines);
  const problems = chainProblems(lines);
  if (!isUtf8(bytes)) problems.push('ledger.ndjson holds bytes that are no text.');
  if (tornBytes > 0) problems.push(`ledger.ndjson ends in an unfinished line of ${tornBytes} bytes.`);
  if (kept.kind === 'damaged') problems.push('ledger-head.json was changed: it is no signed head.');
  if (kept.kind === 'none' && keys.length > 0)
    problems.push('ledger-head.json is missing: lines cut from the end of the ledger would not show.');
  const spoken = kept.kind === 'head' ? headProblem(kept.head, lines, keys.slice(-1)) : null;
  if (spoken !== null) problems.push(spoken);
  return { problems, remarks: remarksOn(lines, keys), lines, keys };
}

/** Recomputes a study's ledger and its key from their files alone. */
export function checkLedger(studyPath: string): LedgerCheck {
  const path = ledgerPath(studyPath);
  // The head first: an open study appends a line before the head that covers it.
  const kept = readKeptHead(studyPath);
  const check = checkBytes(path, existsSync(path) ? readFileSync(path) : Buffer.alloc(0), kept);
  return { ...check, problems: [...check.problems, ...keyProblems(studyPath, check.keys.at(-1))] };
}

/** Recomputes a study's ledger from its files alone; each problem names its line. */
export const verifyLedger = (studyPath: string): string[] => checkLedger(studyPath).problems;

function keyProblems(studyPath: string, named: string | undefined): string[] {
  try {
    const key = readSigningKey(studyPath);
    if (named === undefined || named === key?.publicKey) return [];
    return key === null
      ? ['The study has lost its signing key.']
      : [
          `The signing key was swapped: the ledger names ${shortFingerprint(named)}…, the file holds ${shortFingerprint(key.publicKey)}….`,
        ];
  } catch (error) {
    const { code, message } = Failure.from(error);
    if (code === 'integrity') return [message];
    throw error;
  }
}

function remarksOn(lines: readonly string[], keys: readonly string[]): string[] {
  const remarks = entriesOfAct(lines, 'study').flatMap(({ seq, at, detail }) =>
    detail.signedHead === 'missing'
      ? [
          `Entry ${seq}, ${at.slice(0, 10)}: the study was opened without its signed head. Whether lines had been cut from its end before can't be said from this folder.`,
        ]
      : [],
  );
  if (keys.length === 0 && lines.length > 0)
    remarks.push(
      'The ledger is not signed: it was made before ledgers were, and was not opened for writing since. A cut tail would not show.',
    );
  for (const { seq, at, detail } of entriesOfAct(lines, 'study')
    .filter(({ detail }) => detail.signingKey)
    .slice(1))
    remarks.push(
      `Entry ${seq}, ${at.slice(0, 10)}: the study was given another signing key (${shortFingerprint(String(detail.signingKey))}…).${typeof detail.was === 'string' ? ` Before: ${detail.was}` : ''} Compare with a head or a bundle of before.`,
    );
  return remarks;
}
