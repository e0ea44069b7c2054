import { vaultAt } from './open-vaults.ts';

/** Begins a line that is encrypted; a plain one begins with `{`. */
const mark = '~';

/** A line of an append-only file as it is written: encrypted where the study is. Its order is its chain's to keep. */
export function keptLine(path: string, line: string): string {
  const vault = vaultAt(path);
  return vault ? mark + vault.seal(path, Buffer.from(line)).toString('base64') : line;
}

/** What `keptLine` was given; a line that does not open stays as it is, and is no entry then. */
export function openLine(path: string, line: string): string {
  const vault = vaultAt(path);
  if (!vault || !line.startsWith(mark)) return line;
  const sealed = Buffer.from(line.slice(mark.length), 'base64');
  if (sealed.toString('base64') !== line.slice(mark.length)) return line;
  return vault.tryOpen(path, sealed)?.toString('utf8') ?? line;
}
