import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../contract/failure.ts';

/** An operating-system error on a file of the study, as a Failure that says which file and what to do. */
export function fileFailure(error: unknown, path: string): Failure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Failure(
      'disk_full',
      `The disk is full: “${path}” was not written and nothing was changed. Free some space and try again.`,
    );
  }
  if (code === 'ENOENT') return new Failure('not_found', `There is no “${path}”.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Failure('read_only', `“${path}” may not be written. Check the folder's permissions.`);
  }
  return new Failure(
    'unreadable',
    `“${path}” could not be read or written (${code ?? 'unknown error'}).`,
    {},
    { cause: error },
  );
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Gives a file new content by renaming a draft; `isDurable` waits until it is on the disk. */
function replaceBy(path: string, content: string | Uint8Array, isDurable: boolean): void {
  const draft = `${path}.draft-${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(draft, 'w', 0o600);
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      writeAll(file, bytes);
      if (isDurable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    if (isDurable) syncFolder(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw fileFailure(error, path);
  }
}

/** Writes a whole file so that after a crash it holds either the old text or the new, never a part. */
export const writeDurably = (path: string, content: string | Uint8Array): void => replaceBy(path, content, true);

/** The same for a killed process, without the wait; after a power cut the file may hold an older text. */
export const writeSoon = (path: string, content: string | Uint8Array): void => replaceBy(path, content, false);

/**
 * Adds one line and waits until it is on the disk. A line that does not fit is taken back whole: the next one starts
 * on its own. The file must have one writer only.
 * @throws Failure `disk_full`, `read_only`.
 */
export function appendDurably(path: string, line: string): void {
  try {
    const file = openSync(path, 'a', 0o600);
    try {
      const { size } = fstatSync(file);
      try {
        writeAll(file, Buffer.from(`${line}\n`));
        fsyncSync(file);
      } catch (error) {
        ftruncateSync(file, size);
        throw error;
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileFailure(error, path);
  }
}
