import { existsSync, readFileSync, statSync } from 'node:fs';
import { Failure } from '../../contract/failure.ts';
import type { Verification } from '../../contract/findings.ts';
import { verifyBundle } from '../report/verify.ts';
import { fileFailure } from '../study/durable-file.ts';

const largest = 256 * 1024 * 1024;

/** Recomputes a bundle from the file alone. @throws Failure `not_found`, `unreadable`. */
export async function verifyFile(path: string): Promise<Verification> {
  if (!existsSync(path)) throw new Failure('not_found', `There is no file “${path}”.`);
  if (statSync(path).size > largest)
    throw new Failure('unreadable', `“${path}” is larger than any bundle Stillroom writes.`);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw fileFailure(error, path);
  }
  return verifyBundle(bytes);
}
