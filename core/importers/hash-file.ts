import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { JobContext } from '../../contract/context.ts';
import { stopIfCancelled } from './cancelled.ts';

/** SHA-256 of a file as lower-case hexadecimal. */
export async function sha256(path: string, context: JobContext): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    stopIfCancelled(context);
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
