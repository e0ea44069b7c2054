import { constants } from 'node:fs';
import { access, lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Failure } from '../../contract/failure.ts';

/** One file of what a person chose to import. */
export interface SourceFile {
  /** Absolute and free of links. */
  readonly path: string;
  /** As shown to a person: relative to the chosen folder, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

const maxFiles = 200_000;

/** Order of names as people count: part-2 before part-10. */
const natural = new Intl.Collator('en', { numeric: true });

/**
 * Every file under the given files and folders, in natural order of their names; hidden ones and folders' markers
 * (`.x`, `_SUCCESS`) aside. Failure `not_found` for a path that is not there, `unreadable` for one that may not be
 * read, `invalid_input` for a link that leads out of its folder.
 */
export async function collectFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const found = new Map<string, SourceFile>();
  for (const path of paths) {
    const start = await realpath(resolve(path)).catch(() => notThere(path));
    const info = await stat(start);
    const root = info.isDirectory() ? start : dirname(start);
    for await (const file of info.isDirectory() ? walk(start, root) : [start]) {
      const { size, mtimeMs } = await stat(file);
      const name = relative(root, file).split(sep).join('/');
      found.set(file, { path: file, name, bytes: size, modifiedMs: mtimeMs });
      if (found.size > maxFiles)
        throw new Failure('unsupported', `More than ${maxFiles} files in “${basename(path)}”.`);
    }
  }
  return [...found.values()].sort((a, b) => natural.compare(a.name, b.name));
}

async function* walk(folder: string, root: string): AsyncGenerator<string> {
  const entries = await readdir(folder).catch(() => notReadable(relative(root, folder) || basename(root)));
  for (const entry of entries) {
    if (entry.startsWith('.') || entry.startsWith('_')) continue;
    const path = join(folder, entry);
    const shown = relative(root, path);
    const link = (await lstat(path)).isSymbolicLink();
    const real = link ? await insideOnly(path, root, shown) : path;
    const info = await stat(real);
    if (info.isDirectory()) {
      if (!link) yield* walk(real, root);
      continue;
    }
    if (!info.isFile()) continue;
    await access(real, constants.R_OK).catch(() => notReadable(shown));
    yield real;
  }
}

async function insideOnly(path: string, root: string, shown: string): Promise<string> {
  const real = await realpath(path).catch(() => {
    throw new Failure('unreadable', `“${shown}” is a link to a file that is not there. Remove it or mend it.`);
  });
  if (real.startsWith(root + sep)) return real;
  throw new Failure(
    'invalid_input',
    `“${shown}” is a link that leads out of the folder, so it was not followed. Put the file itself into the folder.`,
  );
}

function notThere(path: string): never {
  throw new Failure('not_found', `There is no file or folder “${path}”.`);
}

function notReadable(shown: string): never {
  throw new Failure('unreadable', `“${shown}” may not be read. Check its permissions.`);
}
