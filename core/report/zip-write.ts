import { zipSync } from 'fflate';

/** Every entry carries the first moment a zip can write; fflate reads it in local time, hence no time zone here. */
const moment = () => new Date(1980, 0, 1, 0, 0, 0);

const byCodeUnit = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/**
 * A zip whose bytes depend on its files alone: entries sorted by name, stored without compression, no time, no
 * attributes. `verifyBundle` relies on it: it writes the archive again and compares.
 */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipped(files, 0);
}

/** The same with its entries deflated: for the parts of an office document, which are no bundle. */
export const writeDeflatedZip = (files: ReadonlyMap<string, Uint8Array>): Uint8Array => zipped(files, 6);

function zipped(files: ReadonlyMap<string, Uint8Array>, level: 0 | 6): Uint8Array {
  const sorted = [...files].sort(byCodeUnit);
  return zipSync(Object.fromEntries(sorted), { level, mtime: moment(), os: 0, attrs: 0 });
}
