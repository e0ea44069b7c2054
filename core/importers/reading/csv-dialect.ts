import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { Failure } from '../../../contract/failure.ts';
import type { SourceFile } from '../source-files.ts';
import { refuseTooWide } from './most-columns.ts';
import { unreadable } from './read-failure.ts';

/** How a delimited text file is written, and the names in its header. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Empty where quotes are ordinary characters, as in Athena's vocabulary files. */
  readonly quote: '"' | '';
  readonly header: readonly string[];
  /** How many lines of the file the header goes over. */
  readonly headerLines: number;
  readonly gzip: boolean;
}

const delimiters = [',', '\t', ';', '|'] as const;
const headBytes = 256 * 1024;

/**
 * Reads the first 256 KB of `file`. Failure `unsupported` for another encoding than UTF-8 or a header without an end,
 * `unreadable` if empty.
 */
export async function csvDialect(file: SourceFile): Promise<CsvDialect> {
  const { text, gzip } = await head(file);
  const { first, delimiter, cells, over } = headerOf(text, file);
  refuseTooWide(file, cells.length);
  const quote = delimiter === '\t' && !quotesEnclose(text, delimiter) ? '' : '"';
  return {
    delimiter,
    quote,
    header: names(quote === '' ? first.split(delimiter) : cells),
    headerLines: quote === '' ? 1 : over,
    gzip,
  };
}

/** So many lines one header may go over: a line end in quotes is part of a name. */
const mostHeaderLines = 20;

function headerOf(text: string, file: SourceFile) {
  const lines = text.split(/\r\n?|\n/, mostHeaderLines);
  const [first = ''] = lines;
  if (lines.length === 1 && text.length >= headBytes / 4) throw endlessHeader(file);
  if (first.trim() === '') throw unreadable([file]);
  const cut = (line: string, over: number) =>
    delimiters
      .map((delimiter) => ({ first, delimiter, over, ...cellsOf(line, delimiter) }))
      .reduce((a, b) => (b.cells.length > a.cells.length ? b : a));
  const whole = lines.map((_, i) => cut(lines.slice(0, i + 1).join('\n'), i + 1)).find(({ isOpen }) => !isOpen);
  if (whole) return whole;
  // A quote that is never closed is a character like any other.
  const { delimiter } = cut(first.replaceAll('"', ''), 1);
  return { first, delimiter, over: 1, cells: first.split(delimiter) };
}

/** The cells of a header; a delimiter between the quotes of one divides nothing. `isOpen`: the last one lacks its second quote. */
function cellsOf(line: string, delimiter: string): { readonly cells: string[]; readonly isOpen: boolean } {
  const cells: string[] = [];
  let isOpen = false;
  for (const piece of line.split(delimiter)) {
    const isOdd = piece.split('"').length % 2 === 0;
    if (isOpen) cells[cells.length - 1] += `${delimiter}${piece}`;
    else cells.push(piece);
    isOpen = isOpen ? !isOdd : isOdd && piece.trimStart().startsWith('"');
  }
  return { cells, isOpen };
}

async function head(file: SourceFile): Promise<{ text: string; gzip: boolean }> {
  const handle = await open(file.path);
  const { buffer, bytesRead } = await handle
    .read(Buffer.alloc(headBytes), 0, headBytes, 0)
    .finally(() => handle.close());
  const raw = buffer.subarray(0, bytesRead);
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const bytes = gzip ? unzipped(file, raw) : raw;
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isMarked || zeros(bytes) > bytes.length / 5) {
    throw new Failure('unsupported', `“${file.name}” is written in UTF-16. Save it as UTF-8 and import again.`);
  }
  const text = bytes.toString('utf8');
  if (otherEncoding(text)) throw notUtf8(file);
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, gzip };
}

const zeros = (bytes: Buffer): number => bytes.reduce((n, byte) => (byte === 0 ? n + 1 : n), 0);

/**
 * Whether several lines, and one in twenty, are not UTF-8, which is another encoding rather than damage; the last line is
 * left out, since the head may cut a character in two.
 */
function otherEncoding(text: string): boolean {
  const lines = text.split('\n').slice(0, -1);
  const odd = lines.filter((line) => line.includes('\ufffd')).length;
  return odd > 1 && odd >= lines.length / 20;
}

function notUtf8(file: SourceFile): Failure {
  return new Failure(
    'unsupported',
    `“${file.name}” is not written in UTF-8, but in an older encoding such as Latin-1 or Windows-1252. Save it as UTF-8 and import again.`,
  );
}

function endlessHeader(file: SourceFile): Failure {
  return new Failure(
    'unsupported',
    `The first line of “${file.name}” goes on for more than 64,000 characters: it is no header, or has too many columns. ` +
      'Check that the first line names the columns and that lines end.',
  );
}

function unzipped(file: SourceFile, raw: Buffer): Buffer {
  try {
    return gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw unreadable([file], error);
  }
}

/** Whether fields of a tab-separated file stand in quotes, rather than quotes in fields. */
function quotesEnclose(text: string, delimiter: string): boolean {
  const cells = text
    .split(/\r?\n/, 1000)
    .slice(0, -1)
    .flatMap((line) => line.split(delimiter));
  const quoted = cells.filter((field) => field.includes('"'));
  return quoted.length > 0 && quoted.every((field) => /^"(?:[^"]|"")*"$/.test(field));
}

/** Names that DuckDB and the reading itself use. */
const taken = /^(__.*|rowid)$/i;

/** The header's names, trimmed and unquoted; an empty one gets its place as its name, a repeated one a number. */
function names(fields: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return fields.map((field, i) => {
    const plain = field
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"')
      .replace(/\s*\n\s*/g, ' ')
      .trim();
    const name = (taken.test(plain) ? `${plain}_` : plain) || `column_${i + 1}`;
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), times);
    return times === 1 ? name : `${name}_${times}`;
  });
}
