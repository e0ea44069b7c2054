import { existsSync, readFileSync } from 'node:fs';
import { type OfflineProof, offlineProof } from '../../contract/app.ts';
import { Failure } from '../../contract/failure.ts';

/**
 * What the last `npm run prove:offline` wrote; null where it was never run here.
 * @throws Failure `unreadable` where the file is there and is no such record.
 */
export function readOfflineProof(path: string): OfflineProof | null {
  if (!existsSync(path)) return null;
  try {
    return offlineProof.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Failure(
      'unreadable',
      'The record of the last offline proof (out/offline-proof.json) cannot be read. Run `npm run prove:offline` again.',
      {},
      { cause },
    );
  }
}
