import { createHash } from 'node:crypto';
import { type LedgerEntry, ledgerEntry } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';

export type Act = Pick<LedgerEntry, 'act' | 'summary'> & { readonly detail?: Readonly<Record<string, unknown>> };

/** What stands where the hash of the line before would, in the first line. */
export const beforeTheFirst = '0'.repeat(64);

/** sha256 over the canonical JSON of an entry without its own hash; `previous` inside it makes the chain. */
export function hashOfEntry(entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, at, act, summary, detail, salt, previous } = entry;
  return createHash('sha256').update(canonicalJson({ seq, at, act, summary, detail, salt, previous })).digest('hex');
}

/** The entry of a line, or null where it is none. */
export function parseEntry(line: string): LedgerEntry | null {
  try {
    const result = ledgerEntry.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Entries of one kind of act, oldest first. Canonical JSON spells it in one way only: most lines need no parsing. */
export function entriesOfAct(lines: readonly string[], act: Act['act']): LedgerEntry[] {
  const mark = `"act":${JSON.stringify(act)}`;
  return lines
    .flatMap((line) => (line.includes(mark) ? (parseEntry(line) ?? []) : []))
    .filter((one) => one.act === act);
}

/** Every public key that a ledger names, the first one first: more than one where the study was given another. */
export function keysNamed(lines: readonly string[]): string[] {
  return entriesOfAct(lines, 'study').flatMap(({ detail }) =>
    typeof detail.signingKey === 'string' ? detail.signingKey : [],
  );
}
