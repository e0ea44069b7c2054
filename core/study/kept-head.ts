import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { type SignedHead, signedHead } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { readKept, writeKept } from '../vault/kept-file.ts';
import { writeDurably, writeSoon } from './durable-file.ts';

const headPath = (studyPath: string): string => join(studyPath, 'ledger-head.json');

const textOf = (head: SignedHead): string => `${canonicalJson(head)}\n`;

/** Reads a signed head from text as Stillroom writes it; null for anything else. */
export function parseSignedHead(text: string): SignedHead | null {
  try {
    const { data } = signedHead.safeParse(JSON.parse(text));
    return data && textOf(data).trimEnd() === text.trimEnd() ? data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export type KeptHead =
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'head'; readonly head: SignedHead };

/** The last head that the study signed, from the file beside the ledger. */
export function readKeptHead(studyPath: string): KeptHead {
  const path = headPath(studyPath);
  if (!existsSync(path)) return { kind: 'none' };
  try {
    const text = readKept(path).toString('utf8');
    const head = parseSignedHead(text);
    return head && textOf(head) === text ? { kind: 'head', head } : { kind: 'damaged' };
  } catch (error) {
    if (Failure.from(error).code === 'integrity') return { kind: 'damaged' };
    throw error;
  }
}

/**
 * Replaces the kept head. After every line without waiting for the disk: a power cut can leave an older head of the
 * same ledger, which still holds. Durably when a head leaves the study and when the study closes.
 */
export const keepHead = (studyPath: string, head: SignedHead, isDurable: boolean): void =>
  writeKept(headPath(studyPath), textOf(head), headPath(studyPath), isDurable ? writeDurably : writeSoon);
