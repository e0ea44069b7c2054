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
  const end = text.search(/\r|\n/);
  if (end < 0 && text.length >= headBytes / 4) throw endlessHeader(file);
  const line = end < 0 ? text : text.slice(0, end);
  if (line.trim() === '') throw unreadable([file]);
  const delimiter = delimiters.reduce((a, b) => (fields(line, b) > fields(line, a) ? b : a));
  refuseTooWide(file, fields(line, delimiter));
  const quote = delimiter === '\t' && !quotesEnclose(text, delimiter) ? '' : '"';
  return { delimiter, quote, header: names(line, delimiter), gzip };
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

const fields = (line: string, delimiter: string): number => line.split(delimiter).length;

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
function names(line: string, delimiter: string): string[] {
  const seen = new Map<string, number>();
  return line.split(delimiter).map((field, i) => {
    const plain = field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"')
      .trim();
    const name = (taken.test(plain) ? `${plain}_` : plain) || `column_${i + 1}`;
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), times);
    return times === 1 ? name : `${name}_${times}`;
  });
}
