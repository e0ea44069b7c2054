import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { ledgerEntry } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { keptLine, openLine } from '../vault/kept-lines.ts';
import { fileFailure } from './durable-file.ts';
import { type Act, beforeTheFirst } from './ledger-entry.ts';
import { readLines } from './lines.ts';

/** A line of the readers' ledger: chained among the lines of its own opening, since several readers write at a time. */
const readerEntry = ledgerEntry.extend({ opening: z.string() });
type ReaderEntry = z.infer<typeof readerEntry>;

const pathOf = (studyPath: string) => join(studyPath, 'ledger-readers.ndjson');

const hashOf = ({ hash: _, ...body }: ReaderEntry): string =>
  createHash('sha256').update(canonicalJson(body)).digest('hex');

/** One write to the end: lines of several processes never mix. A line that another's full disk cut off is closed first. */
function appendAtOnce(path: string, line: string): void {
  const file = openSync(path, 'a+', 0o600);
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(1, '\n');
    if (size > 0) readSync(file, end, 0, 1, size - 1);
    const bytes = Buffer.from(`${end.toString() === '\n' ? '' : '\n'}${line}\n`);
    if (writeSync(file, bytes) < bytes.length)
      throw new Failure(
        'disk_full',
        `The disk is full: “${path}” could not be written. Free some space and try again.`,
      );
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Where a window that holds no lock writes down what it looked at. In a folder that may not be written at all nothing
 * can be written down, and reading stays allowed.
 */
export function openReadersLedger(studyPath: string): { record(act: Act): void } {
  const opening = randomBytes(8).toString('hex');
  let seq = 0;
  let previous = beforeTheFirst;
  return {
    record({ act, summary, detail = {} }) {
      const at = new Date().toISOString();
      const body: ReaderEntry = { opening, seq: seq + 1, at, act, summary, detail: { ...detail }, previous, hash: '' };
      const entry = { ...body, hash: hashOf(body) };
      try {
        appendAtOnce(pathOf(studyPath), keptLine(pathOf(studyPath), canonicalJson(entry)));
      } catch (error) {
        const failure = error instanceof Failure ? error : fileFailure(error, pathOf(studyPath));
        if (failure.code === 'read_only') return;
        throw failure;
      }
      seq = entry.seq;
      previous = entry.hash;
    },
  };
}

/** Recomputes the chain of each opening; each problem names its line. */
export function verifyReadersLedger(studyPath: string): string[] {
  const path = pathOf(studyPath);
  if (!existsSync(path)) return [];
  const openings = new Map<string, { seq: number; hash: string }>();
  return readLines(path).lines.flatMap((kept, index) => {
    const line = openLine(path, kept);
    const where = `ledger-readers.ndjson line ${index + 1}`;
    const entry = parse(line);
    if (!entry || canonicalJson(entry) !== line) return [`${where} is not as Stillroom writes it.`];
    const last = openings.get(entry.opening) ?? { seq: 0, hash: beforeTheFirst };
    openings.set(entry.opening, entry);
    const follows = entry.seq === last.seq + 1 && entry.previous === last.hash && hashOf(entry) === entry.hash;
    return follows ? [] : [`${where} was changed, or a line before it was.`];
  });
}

function parse(line: string): ReaderEntry | null {
  try {
    const result = readerEntry.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
