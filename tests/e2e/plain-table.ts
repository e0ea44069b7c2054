import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A table of eight persons with three deaths: too few for anything about it to be released. */
export function writeTinyTable(parent: string): string {
  const path = join(parent, 'eight-persons.csv');
  const rows = [5, 8, 12, 14, 20, 21, 30, 33].map((days, index) => `${days},${index < 3 ? 1 : 0}`);
  writeFileSync(path, `${['days,died', ...rows].join('\n')}\n`);
  return path;
}
