import { type Dirent, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { fileFailure } from './durable-file.ts';

const nameOf = (entry: Dirent) =>
  entry.isSymbolicLink() ? 'a link' : entry.isFIFO() ? 'a pipe' : entry.isSocket() ? 'a socket' : 'a device';

/**
 * Refuses a study folder that somebody prepared: through a link what is written into the study would be written
 * elsewhere, and a pipe or a device would be waited on or read without end.
 * @throws Failure `unreadable` that names the entry.
 */
export function requirePlainFiles(folder: string): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw fileFailure(error, folder);
  }
  const strange = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (!strange) return;
  const shown = relative(folder, join(strange.parentPath, strange.name));
  throw new Failure(
    'unreadable',
    `“${shown}” in this study is ${nameOf(strange)}; a study holds files and folders alone, so nothing of it was read. Put the file itself in its place, or ask who sent the study.`,
    { file: shown },
  );
}
