import { isUtf8 } from 'node:buffer';
import type { JobContext } from '../../../contract/context.ts';
import { unpacked } from '../reading/unpacked.ts';
import type { SourceFile } from '../source-files.ts';
import { isObject, type JsonObject } from './json.ts';

/** A resource of a bulk file is a few kilobytes; what is larger than this is not held in memory. */
export const largestLine = 32 * 1024 * 1024;

/** FHIR's own structures are at most about 20 deep; Questionnaires nest a little further. */
export const deepest = 100;

export type Line =
  | { readonly kind: 'resource'; readonly line: number; readonly resource: JsonObject }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

interface RawLine {
  readonly line: number;
  /** Null where the line is longer than `largestLine`. */
  readonly bytes: Buffer | null;
  readonly isLast: boolean;
}

const lineFeed = 0x0a;

async function* rawLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<RawLine[]> {
  let held: Buffer[] = [];
  let size = 0;
  let line = 1;
  const take = (piece: Buffer, isLast: boolean): RawLine => {
    if (size + piece.length <= largestLine) held.push(piece);
    const isWhole = size + piece.length <= largestLine;
    const out = { line: line++, bytes: isWhole ? Buffer.concat(held) : null, isLast };
    held = [];
    size = 0;
    return out;
  };
  for await (const piece of pieces) {
    const found: RawLine[] = [];
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      found.push(take(piece.subarray(start, end), false));
      start = end + 1;
    }
    const rest = piece.subarray(start);
    size += rest.length;
    if (size <= largestLine) held.push(rest);
    else held = [];
    yield found;
  }
  if (size > 0) yield [take(Buffer.alloc(0), true)];
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Levels of lists and objects, counted outside of texts; stops at one more than is allowed. */
function depthOf(written: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let i = 0; i < written.length; i++) {
    const at = written.charCodeAt(i);
    if (inText) {
      if (at === 0x5c) i++;
      else if (at === 0x22) inText = false;
    } else if (at === 0x22) inText = true;
    else if (at === 0x7b || at === 0x5b) {
      most = Math.max(most, ++depth);
      if (most > deepest) return most;
    } else if (at === 0x7d || at === 0x5d) depth--;
  }
  return most;
}

function parsed({ line, bytes, isLast }: RawLine): Line | null {
  const broken = (reason: string): Line => ({ kind: 'broken', line, reason });
  if (bytes === null) return broken('The line is longer than 32 MB.');
  const body = withoutMark(bytes);
  if (isBlank(body)) return null;
  if (!isUtf8(body)) return broken('The line is not UTF-8.');
  const written = body.toString('utf8');
  // Any nesting opens with a bracket: few lines have enough of them to be worth the count.
  if (written.length > deepest && depthOf(written) > deepest)
    return broken(`It is nested more than ${deepest} levels deep.`);
  try {
    const resource: unknown = JSON.parse(written);
    if (!isObject(resource)) return broken('The line is not a JSON object.');
    return { kind: 'resource', line, resource };
  } catch {
    return broken(isLast ? 'The last line is cut short.' : 'The line is not JSON.');
  }
}

/** The resources of an NDJSON file, a batch at a time, with the lines that are none and why. Blank lines are nothing. */
export async function* resourceLines(file: SourceFile, context: JobContext): AsyncGenerator<Line[]> {
  for await (const batch of rawLines(unpacked(file, context))) {
    yield batch.flatMap((raw) => parsed(raw) ?? []);
  }
}
