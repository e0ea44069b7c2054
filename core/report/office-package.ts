import { strToU8, unzipSync } from 'fflate';
import { writeDeflatedZip } from './zip-write.ts';

/**
 * An office document packed again: entries in a fixed order with a fixed time, and some parts replaced, so that the same
 * content gives the same bytes whenever and wherever it is written.
 */
export function repackOffice(bytes: Uint8Array, replaced: Readonly<Record<string, string>>): Uint8Array {
  const parts = new Map(Object.entries(unzipSync(bytes)));
  for (const [name, text] of Object.entries(replaced)) parts.set(name, strToU8(text));
  return writeDeflatedZip(parts);
}
