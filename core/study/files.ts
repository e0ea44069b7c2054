import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileFailure } from './durable-file.ts';
import { isStudy } from './study.ts';

export interface FileEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'study';
  readonly bytes: number | null;
}

function entryOf(folder: string, entry: Dirent): FileEntry | null {
  const path = join(folder, entry.name);
  if (entry.name.startsWith('.')) return null;
  if (entry.isDirectory()) return { name: entry.name, path, kind: isStudy(path) ? 'study' : 'folder', bytes: null };
  return entry.isFile() ? { name: entry.name, path, kind: 'file', bytes: statSync(path).size } : null;
}

const order = { study: 0, folder: 1, file: 2 } as const;

/** Folders, studies and files of one place, for the open dialogs of the browser host. Hidden files and links are left out. */
export function listFiles(place: string): { path: string; parent: string | null; entries: FileEntry[] } {
  const path = resolve(place);
  try {
    const entries = readdirSync(path, { withFileTypes: true })
      .map((entry) => entryOf(path, entry))
      .filter((entry) => entry !== null)
      .sort((a, b) => order[a.kind] - order[b.kind] || a.name.localeCompare(b.name));
    return { path, parent: dirname(path) === path ? null : dirname(path), entries };
  } catch (error) {
    throw fileFailure(error, path);
  }
}
