import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { stopIfCancelled } from '../cancelled.ts';
import type { SourceFile } from '../source-files.ts';
import { unreadable } from './read-failure.ts';

/** Gzip of records packs 5 to 60 times; of one byte repeated, 1,000 times. The first part of a file may be anything. */
const bomb = { ratio: 400, from: 16 * 1024 * 1024 };

export async function isGzip(file: SourceFile): Promise<boolean> {
  const handle = await open(file.path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

/**
 * The bytes of a file, unpacked where it is gzip, piece by piece. Failure `unreadable` for one that is cut short or
 * damaged, `unsupported` for one that unpacks to a multiple of its size that no data reaches (a “zip bomb”).
 */
export async function* unpacked(file: SourceFile, context: JobContext): AsyncGenerator<Buffer> {
  const source = createReadStream(file.path);
  const gzip = await isGzip(file);
  const stream = gzip ? source.pipe(createGunzip()) : source;
  source.on('error', (error) => stream.destroy(error));
  let given = 0;
  try {
    for await (const piece of stream) {
      stopIfCancelled(context);
      given += (piece as Buffer).length;
      if (gzip && given > bomb.from && given > bomb.ratio * file.bytes) throw isBomb(file);
      yield piece as Buffer;
    }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable([file], error);
  } finally {
    stream.destroy();
    source.destroy();
  }
}

const isBomb = (file: SourceFile): Failure =>
  new Failure(
    'unsupported',
    `“${file.name}” unpacks to more than ${bomb.ratio} times its size, which records never do. It was not read further; nothing was loaded.`,
  );
