import { existsSync, readFileSync, truncateSync } from 'node:fs';

/** The whole lines of an append-only file, and how many bytes of a torn last line stand after them. */
export function readLines(path: string): { readonly lines: readonly string[]; readonly tornBytes: number } {
  if (!existsSync(path)) return { lines: [], tornBytes: 0 };
  const text = readFileSync(path);
  const end = text.lastIndexOf(0x0a) + 1;
  const lines: string[] = [];
  // One by one: a text of all of them can be longer than a string may be.
  for (let at = 0; at < end; ) {
    const next = text.indexOf(0x0a, at);
    lines.push(text.toString('utf8', at, next));
    at = next + 1;
  }
  return { lines, tornBytes: text.length - end };
}

/** Cuts a line that a crash left unfinished, so that the next one starts on its own. */
export function cutTornLine(path: string, tornBytes: number, size: number): void {
  if (tornBytes > 0) truncateSync(path, size - tornBytes);
}
