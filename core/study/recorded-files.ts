import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { readKept } from '../vault/kept-file.ts';
import { parseEntry } from './ledger-entry.ts';

/** A file of the study as a line of the ledger names it; without a hash from the line that removed it on. */
const recorded = z.object({ path: z.string(), sha256: z.string().nullable() });
export type RecordedFile = z.infer<typeof recorded>;

const nameOf = (studyPath: string, path: string): string => relative(studyPath, path).split(sep).join('/');

const hashOf = (path: string): string => createHash('sha256').update(readKept(path)).digest('hex');

/** What a line of the ledger says of a file that was just written: its sha256, before it was sealed. */
export const recordedFile = (studyPath: string, path: string): RecordedFile => ({
  path: nameOf(studyPath, path),
  sha256: hashOf(path),
});

/** The same of a file that was removed. */
export const removedFile = (studyPath: string, path: string): RecordedFile => ({
  path: nameOf(studyPath, path),
  sha256: null,
});

/** The files that a ledger names, each as its last line has it. */
export function recordedFiles(lines: readonly string[]): RecordedFile[] {
  const files = new Map<string, RecordedFile>();
  for (const line of lines) {
    if (!line.includes('"file":{')) continue;
    const { data } = recorded.safeParse(parseEntry(line)?.detail.file);
    if (data) files.set(data.path, data);
  }
  return [...files.values()];
}

/** What is wrong with a file, in words, or null. A place outside of the study is no file of it, and is not read. */
export function fileProblem(studyPath: string, { path, sha256 }: RecordedFile): string | null {
  const full = join(studyPath, path);
  if (sha256 === null || nameOf(studyPath, full).startsWith('..')) return null;
  if (!existsSync(full)) return `“${path}” is missing: it was removed outside of Stillroom.`;
  try {
    return hashOf(full) === sha256 ? null : `“${path}” was changed since the ledger recorded it.`;
  } catch (error) {
    const { code } = Failure.from(error);
    if (code === 'integrity') return `“${path}” was changed since it was sealed.`;
    throw error;
  }
}
