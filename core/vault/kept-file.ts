import { readFileSync } from 'node:fs';
import { Failure } from '../../contract/failure.ts';
import { fileFailure, writeDurably } from '../study/durable-file.ts';
import { vaultAt } from './open-vaults.ts';
import { isSealed } from './vault.ts';

/**
 * Writes a file of a study whole: encrypted where the study is. `as` is the place it will have, where it is moved later;
 * `write` puts it there.
 */
export function writeKept(path: string, content: string | Uint8Array, as = path, write = writeDurably): void {
  const vault = vaultAt(as);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  write(path, vault ? vault.seal(as, bytes) : bytes);
}

/**
 * Reads what `writeKept` wrote.
 * @throws Failure `integrity` where an encrypted study has a plain file there, a plain one an encrypted, or it was changed.
 */
export function readKept(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw fileFailure(error, path);
  }
  const vault = vaultAt(path);
  if (vault) return vault.open(path, bytes);
  if (isSealed(bytes)) throw new Failure('integrity', `“${path}” is encrypted, but the study that holds it is not.`);
  return bytes;
}
