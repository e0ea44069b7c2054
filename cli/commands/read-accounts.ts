import type { ReadAccount, UnmappedPath } from '../../contract/data.ts';
import type { Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const mostPaths = 40;

/** What was read of each kind of record and what no table takes, for formats whose records are not tables. */
export function printAccounts(
  terminal: Terminal,
  { read = [], unmapped = [] }: { read?: readonly ReadAccount[]; unmapped?: readonly UnmappedPath[] },
): void {
  if (read.length > 0) {
    const rows = read.map((one) => [one.source, one.read, one.loaded, one.rejected, reasonsOf(one)]);
    terminal.print(`\n${textTable(['record', 'read', 'loaded', 'rejected', 'why'], rows)}`);
  }
  if (unmapped.length === 0) return;
  const rows = unmapped.slice(0, mostPaths).map(({ path, n }) => [path, n]);
  terminal.print(`\n${textTable(['no table takes', 'records'], rows)}`);
  if (unmapped.length > mostPaths) terminal.print(`… and ${unmapped.length - mostPaths} more paths; --json lists all.`);
}

const reasonsOf = ({ reasons }: ReadAccount): string => reasons.map(({ reason, n }) => `${n} × ${reason}`).join(' ');
