import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { fileFailure } from './durable-file.ts';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

function writeDraft(draft: string, bytes: Uint8Array): void {
  const file = openSync(draft, 'wx', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const taken = (path: string) =>
  new Failure('conflict', `“${path}” exists already. Choose another name; a file is never overwritten.`);

function reserve(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? taken(path) : error;
  }
}

/** Gives the draft its name, if no file has it. Where there are no links (FAT, some network drives) the name is reserved first. */
function giveName(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw taken(path);
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error;
    reserve(path);
    renameSync(draft, path);
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Writes a new file whole, or not at all, and never over another: also not one that appears meanwhile.
 * @throws Failure `conflict` where the name is taken, `disk_full`, `read_only`.
 */
export function publishFile(path: string, bytes: Uint8Array): void {
  const draft = `${path}.draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeDraft(draft, bytes);
    giveName(draft, path);
    rmSync(draft, { force: true });
    syncFolder(dirname(path));
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    throw error instanceof Failure ? error : fileFailure(error, path);
  }
}
