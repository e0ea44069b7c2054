import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { SourceFile } from '../source-files.ts';

/** DuckDB 1.5 wants one kind of line end in a file, and gives up a whole file that has two. */
export const mayBeLineEnds = (error: unknown): boolean =>
  error instanceof Failure && error.cause instanceof Failure && error.cause.details.kind === 'Invalid Input';

/** `\r\n` and `\r` as `\n`; `\r\n` counts once where it is cut in two between pieces. */
async function* uniform(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let afterReturn = false;
  for await (const piece of pieces) {
    const out = Buffer.allocUnsafe(piece.length);
    let length = 0;
    for (const byte of piece) {
      if (!(byte === 0x0a && afterReturn)) out[length++] = byte === 0x0d ? 0x0a : byte;
      afterReturn = byte === 0x0d;
    }
    yield out.subarray(0, length);
  }
}

/** A copy of a text file, unpacked, in `folder`, whose lines all end in a line feed; they keep their numbers. */
export async function uniformLineEnds(
  file: SourceFile,
  gzip: boolean,
  folder: string,
  { signal, progress }: JobContext,
): Promise<SourceFile> {
  progress({ stage: `mending ${file.name}` });
  const path = join(folder, `lines-${randomBytes(6).toString('hex')}.csv`);
  const source = createReadStream(file.path);
  await pipeline(
    gzip ? source.pipe(createGunzip()) : source,
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of uniform(pieces)) {
        signal.throwIfAborted();
        yield piece;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return { ...file, path };
}
