import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerEntry, ledgerEntry } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { keptLine, openLine } from '../vault/kept-lines.ts';
import { appendDurably } from './durable-file.ts';
import { cutTornLine, readLines } from './lines.ts';

export type Act = Pick<LedgerEntry, 'act' | 'summary'> & { readonly detail?: Readonly<Record<string, unknown>> };

const beforeTheFirst = '0'.repeat(64);

/** sha256 over the canonical JSON of an entry without its own hash; `previous` inside it makes the chain. */
export function hashOfEntry(entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, at, act, summary, detail, previous } = entry;
  return createHash('sha256').update(canonicalJson({ seq, at, act, summary, detail, previous })).digest('hex');
}

export interface Ledger {
  /** Records an act: chained to the one before it and on the disk when this returns. Encrypted where the study is, but `inTheClear`. */
  record(act: Act, inTheClear?: boolean): LedgerEntry;
  entries(offset: number, limit: number): { readonly total: number; readonly entries: LedgerEntry[] };
  /** Hash of the last entry: what a bundle carries. */
  head(): string;
  /** Every entry of one kind of act, oldest first. */
  ofAct(act: Act['act']): LedgerEntry[];
}

const pathOf = (studyPath: string) => join(studyPath, 'ledger.ndjson');

/** Recomputes the chain from the file alone; each problem names its line. */
export function verifyLedger(studyPath: string): string[] {
  const path = pathOf(studyPath);
  const { lines: kept, tornBytes } = readLines(path);
  const lines = kept.map((line) => openLine(path, line));
  const problems: string[] = [];
  let previous = beforeTheFirst;
  lines.forEach((line, index) => {
    const where = `ledger.ndjson line ${index + 1}`;
    const entry = parse(line);
    if (!entry) problems.push(`${where} is not a ledger entry.`);
    else if (canonicalJson(entry) !== line) problems.push(`${where} is not written the way Stillroom writes it.`);
    else if (entry.seq !== index + 1)
      problems.push(`${where} has number ${entry.seq}; a line was removed or added before it.`);
    else if (entry.previous !== previous) problems.push(`${where} does not follow from the line before it.`);
    else if (hashOfEntry(entry) !== entry.hash) problems.push(`${where} was changed after it was written.`);
    previous = entry?.hash ?? '';
  });
  if (tornBytes > 0) problems.push(`ledger.ndjson ends in an unfinished line of ${tornBytes} bytes.`);
  return problems;
}

function parse(line: string): LedgerEntry | null {
  try {
    const result = ledgerEntry.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Opens the ledger for appending. An unfinished last line (a crash during the write) is cut and named in `recovered`. */
export function openLedger(studyPath: string, writable: boolean, recovered: string[]): Ledger {
  const path = pathOf(studyPath);
  const { lines, tornBytes } = readLines(path);
  if (writable && tornBytes > 0) {
    cutTornLine(path, tornBytes, statSync(path).size);
    recovered.push('The last line of the ledger was unfinished; that act was interrupted and is not recorded.');
  }
  const written = lines.map((line) => openLine(path, line));
  let last = parse(written.at(-1) ?? '');

  return {
    record({ act, summary, detail = {} }, inTheClear = false) {
      const body = {
        seq: written.length + 1,
        at: new Date().toISOString(),
        act,
        summary,
        detail: { ...detail },
        previous: last?.hash ?? beforeTheFirst,
      };
      const entry = { ...body, hash: hashOfEntry(body) };
      const line = canonicalJson(entry);
      appendDurably(path, inTheClear ? line : keptLine(path, line));
      written.push(line);
      last = entry;
      return entry;
    },
    entries(offset, limit) {
      const end = written.length - offset;
      const page = written.slice(Math.max(0, end - limit), Math.max(0, end)).reverse();
      return { total: written.length, entries: page.map((line) => ledgerEntry.parse(JSON.parse(line))) };
    },
    head: () => last?.hash ?? beforeTheFirst,
    ofAct(act) {
      // Canonical JSON spells it in one way only: most lines need no parsing.
      const mark = `"act":${JSON.stringify(act)}`;
      return written.flatMap((line) => (line.includes(mark) ? (parse(line) ?? []) : [])).filter((e) => e.act === act);
    },
  };
}
