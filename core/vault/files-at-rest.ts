import { createReadStream, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { readLines } from '../study/lines.ts';
import { isSealed } from './vault.ts';

/** A file of a study as it lies on the disk. */
export interface FileAtRest {
  /** From the study's folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** `wrapped`: a key that only another key opens. */
  readonly how: 'encrypted' | 'wrapped' | 'plain';
}

/** Every file below a study's folder, told by its content, without any key. */
export async function filesAtRest(studyPath: string): Promise<FileAtRest[]> {
  const files = readdirSync(studyPath, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(studyPath, name)).isFile())
    .sort();
  return Promise.all(
    files.map(async (name) => ({
      path: name.split(sep).join('/'),
      bytes: statSync(join(studyPath, name)).size,
      how: await howItLies(join(studyPath, name)),
    })),
  );
}

async function howItLies(path: string): Promise<FileAtRest['how']> {
  if (/(^|[\\/])(keys\.json|dataset\.key)$/.test(path)) return 'wrapped';
  if (path.endsWith('.ndjson')) {
    const { lines } = readLines(path);
    return lines.some((line) => line.startsWith('~')) ? 'encrypted' : 'plain';
  }
  // DuckDB keeps a database and its log under one key, and the log begins with nothing that tells.
  const head = await firstBytes(path.replace(/\.wal$/, ''));
  return isSealed(head) || isEncryptedDuckDb(head) ? 'encrypted' : 'plain';
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0).finally(() => file.close());
  return buffer.subarray(0, bytesRead);
}

/** A DuckDB file begins with a checksum, `DUCK`, its version and flags, of which the first says that it is encrypted. */
const isEncryptedDuckDb = (head: Buffer): boolean =>
  head.length >= 28 && head.toString('latin1', 8, 12) === 'DUCK' && (head[20]! & 1) === 1;

/** Files of a folder that hold one of `texts` in the clear, as UTF-8 or UTF-16. */
export async function filesHolding(
  studyPath: string,
  files: readonly FileAtRest[],
  texts: readonly string[],
  { signal }: Pick<JobContext, 'signal'>,
): Promise<string[]> {
  const wanted = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  const longest = Math.max(0, ...wanted.map(({ length }) => length));
  const found: string[] = [];
  for (const { path } of files) {
    let before = Buffer.alloc(0);
    for await (const piece of createReadStream(join(studyPath, path), { highWaterMark: 1 << 20 })) {
      signal.throwIfAborted();
      const here = Buffer.concat([before, piece as Buffer]);
      if (wanted.some((bytes) => here.includes(bytes))) {
        found.push(path);
        break;
      }
      before = here.subarray(Math.max(0, here.length - longest + 1));
    }
  }
  return found;
}
