import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { hasKeyFile, type StudyKey } from '../vault/key-file.ts';
import { enterVault } from '../vault/open-vaults.ts';
import { openVault } from '../vault/vault.ts';
import { type Documents, openDocuments } from './documents.ts';
import { fileFailure, writeDurably } from './durable-file.ts';
import { recordFoundDatasets } from './import-record.ts';
import { openJournal } from './journal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { Act } from './ledger-entry.ts';
import { takeLock } from './lock.ts';
import { requirePlainFiles } from './plain-files.ts';
import { openReadersLedger } from './readers-ledger.ts';

const studyFile = z.object({
  schema: z.literal(1),
  name: z.string(),
  created: z.string(),
  stillroom: z.string(),
  /** Names the keys of an encrypted study; `keys.json` must be theirs. */
  keys: z.string().optional(),
  keysDestroyed: z.string().optional(),
});

/** An open study folder. */
export interface Study {
  readonly path: string;
  readonly name: string;
  readonly created: string;
  /** True when another process holds the lock, or the folder may not be written. */
  readonly readOnly: boolean;
  /** True where its data, results and ledger are encrypted on the disk. */
  readonly encrypted: boolean;
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
  /** The same in a line that stays readable when the study's keys are gone. */
  recordInTheClear(act: Act): void;
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
 * Makes the folder of a new study, absolute.
 * @throws Failure `conflict` where there is a study or what is left of one.
 */
export function makeStudyFolder(path: string): string {
  const folder = resolve(path);
  if (isStudy(folder))
    throw new Failure('conflict', `There is a study in “${folder}” already. Open it, or choose another folder.`);
  if (hasKeyFile(folder))
    throw new Failure(
      'conflict',
      `“${folder}” holds the keys of a study but no study.json. Restore that file, or choose another folder.`,
    );
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Failure('conflict', `“${folder}” is a file. Choose another place.`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileFailure(error, folder);
  }
  return folder;
}

/**
 * Makes a new, empty study and opens it. With a key, which was made in its folder already, what it holds is encrypted.
 * @throws as `makeStudyFolder`.
 */
export function createStudy(path: string, name: string, version: string, key: StudyKey | null = null): Study {
  const folder = key ? resolve(path) : makeStudyFolder(path);
  const content = { created: new Date().toISOString(), name, schema: 1, stillroom: version };
  writeStudyFile(folder, key ? { ...content, keys: key.study } : content);
  const study = openStudy(folder, key);
  study.record({ act: 'study', summary: `Study “${name}” created`, detail: { version } });
  return study;
}

function writeStudyFile(folder: string, content: Readonly<Record<string, unknown>>): void {
  writeDurably(fileOf(folder), `${JSON.stringify(content, null, 2)}\n`);
}

/** Writes into the study's file when its keys were destroyed, for who comes to open it. */
export function noteKeysDestroyed(path: string): void {
  const { schema, name, created, stillroom, keys } = readStudyFile(path);
  writeStudyFile(path, { created, keys, keysDestroyed: new Date().toISOString(), name, schema, stillroom });
}

/**
 * Refuses a study whose keys were destroyed, and an encrypted one without its key.
 * @throws Failure `integrity`, `passphrase`.
 */
function requireKey(folder: string, key: StudyKey | null): void {
  const { name, keys, keysDestroyed } = readStudyFile(folder);
  if (keysDestroyed && !hasKeyFile(folder)) {
    throw new Failure(
      'integrity',
      `The keys of “${name}” were destroyed on ${keysDestroyed.slice(0, 10)}. Its data and results cannot be read any more by anyone; the folder can be deleted.`,
    );
  }
  if (key && key.study !== keys) {
    throw new Failure(
      'integrity',
      `The keys.json in “${folder}” is of another study than its study.json. Restore the one that belongs to it.`,
    );
  }
  if (key) return;
  if (hasKeyFile(folder)) {
    throw new Failure('passphrase', `“${name}” is encrypted. Give its passphrase to open it.`, { needed: true });
  }
  if (keys === undefined) return;
  throw new Failure(
    'integrity',
    `“${name}” is encrypted, but its keys.json is missing. Restore it from a copy: without it nobody can read the study.`,
  );
}

/** Opens a study folder: takes its lock (or opens read-only), finishes what a crash interrupted. An encrypted one needs its key. */
export function openStudy(path: string, key: StudyKey | null = null): Study {
  const folder = resolve(path);
  if (isStudy(folder)) requirePlainFiles(folder);
  requireKey(folder, key);
  const closeVault = key ? enterVault(openVault(folder, key)) : null;
  try {
    return openFolder(folder, closeVault);
  } catch (error) {
    closeVault?.();
    throw error;
  }
}

function openFolder(folder: string, closeVault: (() => void) | null): Study {
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
      encrypted: closeVault !== null,
      documents,
      ledger,
      recovered,
      record: (act) => {
        requireOpen();
        (writable ? ledger : readers).record(act);
      },
      recordInTheClear(act) {
        requireWritable();
        ledger.record(act, true);
      },
      requireWritable,
      close() {
        if (closed) return;
        closed = true;
        try {
          ledger.close();
        } finally {
          closeVault?.();
          lock?.release();
        }
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** The study's name as a folder would carry it: `my-study.stillroom` is “my-study”. */
export const nameFromPath = (path: string): string => basename(resolve(path)).replace(/\.stillroom$/, '');
