import { existsSync, readFileSync, truncateSync } from 'node:fs';

export interface Lines {
  readonly lines: readonly string[];
  /** Bytes of a torn last line after them. */
  readonly tornBytes: number;
}

/** The whole lines of an append-only file. */
export const readLines = (path: string): Lines =>
  existsSync(path) ? linesOf(readFileSync(path)) : { lines: [], tornBytes: 0 };

/** The same of its bytes. */
export function linesOf(text: Buffer): Lines {
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
