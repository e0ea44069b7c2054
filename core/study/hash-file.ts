import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';

/** SHA-256 of a file as lower-case hexadecimal, streamed. @throws Failure `cancelled`. */
export async function hashFile(path: string, { signal }: JobContext = quiet): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (signal.aborted) throw new Failure('cancelled', 'Cancelled. Nothing was changed.');
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
