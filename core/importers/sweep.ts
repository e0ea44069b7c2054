import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** An import works in `data/.importing-<random>/` and is renamed into place when it is whole. */
export const unfinishedPrefix = '.importing-';

/** Folders this process is importing into right now. */
export const unfinishedHere = new Set<string>();

/** Removes what a killed import left behind in `dataDir`; imports that are running in this process stay. */
export function sweepUnfinished(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  for (const entry of readdirSync(dataDir)) {
    const path = join(dataDir, entry);
    if (!entry.startsWith(unfinishedPrefix) || unfinishedHere.has(path)) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
