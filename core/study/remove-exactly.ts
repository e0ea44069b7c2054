import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileFailure } from './durable-file.ts';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** The text of a file, or null where there is none. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw fileFailure(error, path);
  }
}

/**
 * Removes a file if it still holds `text`. It is moved aside before it is looked at, so that a file that another process
 * put there meanwhile is put back and never deleted.
 */
export function removeExactly(path: string, text: string): void {
  const aside = `${path}.old-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw fileFailure(error, path);
  }
  const found = textOf(aside);
  try {
    if (found !== null && found !== text) linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw fileFailure(error, path);
  } finally {
    rmSync(aside, { force: true });
  }
}
