import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { JobContext } from '../../../contract/context.ts';
import { stopIfCancelled } from '../cancelled.ts';
import type { SourceFile } from '../source-files.ts';
import { unreadable } from './read-failure.ts';

/** Failure `unreadable` for a gzip file that is cut short or damaged: DuckDB reads such a file as if it ended there. */
export async function checkGzip(file: SourceFile, context: JobContext): Promise<void> {
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done(context.signal.aborted ? new Error('cancelled') : null);
    },
  });
  try {
    await pipeline(createReadStream(file.path), createGunzip(), nowhere);
  } catch (error) {
    stopIfCancelled(context);
    throw unreadable([file], error);
  }
}
