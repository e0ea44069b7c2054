import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Changes when anything in the folder is changed, replaced, added or taken away: names, file numbers, sizes and the times
 * at which contents and attributes last changed. No content is read.
 */
export function folderStamp(dir: string): string {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return 'no folder';
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const info = lstatSync(join(dir, path), { bigint: true, throwIfNoEntry: false });
      return info ? [path, info.dev, info.ino, info.size, info.mtimeNs, info.ctimeNs].join(' ') : path;
    })
    .join('\n');
}
