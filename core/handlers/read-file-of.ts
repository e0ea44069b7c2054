import { existsSync, readFileSync, statSync } from 'node:fs';
import { Failure } from '../../contract/failure.ts';
import { fileFailure } from '../study/durable-file.ts';

const largest = 256 * 1024 * 1024;

/** The bytes of a bundle or of what goes with it. @throws Failure `not_found`, `unreadable`. */
export function readFileOf(path: string): Uint8Array {
  if (!existsSync(path)) throw new Failure('not_found', `There is no file “${path}”.`);
  const found = statSync(path);
  // A pipe would be waited on, a device read without end.
  if (!found.isFile()) throw new Failure('unreadable', `“${path}” is not a file. Name the bundle itself.`);
  if (found.size > largest) throw new Failure('unreadable', `“${path}” is larger than any bundle Stillroom writes.`);
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileFailure(error, path);
  }
}
