import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { type Documents, openDocuments } from './documents.ts';
import { fileFailure, writeDurably } from './durable-file.ts';
import { recordFoundDatasets } from './import-record.ts';
import { openJournal } from './journal.ts';
import { type Act, type Ledger, openLedger } from './ledger.ts';
import { takeLock } from './lock.ts';
import { openReadersLedger } from './readers-ledger.ts';

const studyFile = z.object({ schema: z.literal(1), name: z.string(), created: z.string(), stillroom: z.string() });

/** An open study folder. */
export interface Study {
  readonly path: string;
  readonly name: string;
  readonly created: string;
  /** True when another process holds the lock, or the folder may not be written. */
  readonly readOnly: boolean;
  readonly documents: Documents;
  readonly ledger: Ledger;
  /** What was mended when the study was opened, in words. */
  readonly recovered: readonly string[];
  /**
   * Records an act in the ledger; in a read-only study in the readers' ledger, because the other window owns
   * the ledger itself.
   * Throws Failure `conflict` once closed.
   */
  record(act: Act): void;
  /** Throws Failure `locked` in a read-only study, `conflict` once closed. */
  requireWritable(): void;
  close(): void;
}

const fileOf = (path: string) => join(path, 'study.json');

/** True for a folder that holds a `study.json`. */
export const isStudy = (path: string): boolean => existsSync(fileOf(path));

function readStudyFile(path: string) {
  if (!isStudy(path)) {
    throw new Failure(
      'not_found',
      `“${path}” is not a study: it holds no study.json. Name a study folder, or create one first.`,
    );
  }
  try {
    return studyFile.parse(JSON.parse(readFileSync(fileOf(path), 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new Failure(
        'unreadable',
        `“${fileOf(path)}” is damaged or from a newer Stillroom. Restore it from a copy; the data beside it is untouched.`,
      );
    }
    throw fileFailure(error, fileOf(path));
  }
}

/**
 * Makes a new, empty study folder and opens it.
 * @throws Failure `conflict` when the folder exists and is not empty of studies.
 */
export function createStudy(path: string, name: string, version: string): Study {
  const folder = resolve(path);
  if (isStudy(folder))
    throw new Failure('conflict', `There is a study in “${folder}” already. Open it, or choose another folder.`);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Failure('conflict', `“${folder}” is a file. Choose another place.`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileFailure(error, folder);
  }
  const content = { created: new Date().toISOString(), name, schema: 1, stillroom: version };
  writeDurably(fileOf(folder), `${JSON.stringify(content, null, 2)}\n`);
  const study = openStudy(folder);
  study.record({ act: 'study', summary: `Study “${name}” created`, detail: { version } });
  return study;
}

/** Opens a study folder: takes its lock (or opens read-only), finishes what a crash interrupted. */
export function openStudy(path: string): Study {
  const folder = resolve(path);
  const { name, created } = readStudyFile(folder);
  const lock = takeLock(folder);
  const writable = lock !== null;
  const recovered: string[] = [];
  try {
    const ledger = openLedger(folder, writable, recovered);
    if (writable) recordFoundDatasets(folder, ledger, recovered);
    const readers = openReadersLedger(folder);
    let closed = false;
    const requireOpen = () => {
      if (!closed) return;
      throw new Failure('conflict', `“${name}” was closed before this was done. Open it and do it again.`);
    };
    const requireWritable = () => {
      requireOpen();
      if (writable) return;
      throw new Failure(
        'locked',
        `“${name}” is open in another window or terminal, so it is read-only here. Close it there and open it again.`,
      );
    };
    const documents = openDocuments(folder, openJournal(folder, writable, recovered), requireWritable, recovered);
    return {
      path: folder,
      name,
      created,
      readOnly: !writable,
      documents,
      ledger,
      recovered,
      record: (act) => {
        requireOpen();
        (writable ? ledger : readers).record(act);
      },
      requireWritable,
      close() {
        if (!closed) lock?.release();
        closed = true;
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** The study's name as a folder would carry it: `my-study.stillroom` is “my-study”. */
export const nameFromPath = (path: string): string => basename(resolve(path)).replace(/\.stillroom$/, '');
