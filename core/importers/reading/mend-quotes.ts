import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { JobContext } from '../../../contract/context.ts';
import type { SourceFile } from '../source-files.ts';
import type { CsvDialect } from './csv-dialect.ts';

/** Stands in for a line whose quote is not closed: a line of too many fields, which the reader rejects by its number. */
export const openQuoteMark = 'stillroom: a quote is not closed';

const quote = 0x22;
const lineFeed = 0x0a;

function isOpen(line: Buffer): boolean {
  let quotes = 0;
  for (const byte of line) if (byte === quote) quotes++;
  return quotes % 2 === 1;
}

/** Line by line: those with an odd number of quotes become the mark, so that they swallow nothing after them. */
async function* marked(pieces: AsyncIterable<Buffer>, mark: Buffer): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const text = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const out: Buffer[] = [];
    let start = 0;
    for (let end = text.indexOf(lineFeed, start); end >= 0; end = text.indexOf(lineFeed, start)) {
      const line = text.subarray(start, end + 1);
      out.push(isOpen(line) ? mark : line);
      start = end + 1;
    }
    rest = text.subarray(start);
    yield Buffer.concat(out);
  }
  if (rest.length > 0) yield isOpen(rest) ? mark : rest;
}

/**
 * A copy of a delimited file, in `folder`, in which every line with an open quote is marked. For damaged files only: in
 * it a value over several lines is damage too, so a caller keeps the reading that loses less.
 */
export async function mendQuotes(
  file: SourceFile,
  dialect: CsvDialect,
  folder: string,
  { signal, progress }: JobContext,
): Promise<SourceFile> {
  progress({ stage: `mending ${file.name}` });
  const path = join(folder, `mended-${randomBytes(6).toString('hex')}.csv`);
  const ending = await lineEnding(file, dialect);
  // DuckDB lets empty fields at the end of a line pass.
  const fields = [openQuoteMark, ...dialect.header.map(() => 'x'), 'x'];
  const mark = Buffer.from(`${fields.join(dialect.delimiter)}${ending}`);
  const source = createReadStream(file.path);
  const text = dialect.gzip ? source.pipe(createGunzip()) : source;
  await pipeline(
    text,
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of marked(pieces, mark)) {
        signal.throwIfAborted();
        yield piece;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return { ...file, path };
}

/** DuckDB wants one kind of line end in a file; the header shows which. */
async function lineEnding({ path }: SourceFile, { gzip }: CsvDialect): Promise<string> {
  const source = createReadStream(path);
  const text = gzip ? source.pipe(createGunzip()) : source;
  for await (const piece of text) {
    const at = (piece as Buffer).indexOf(lineFeed);
    source.destroy();
    return at > 0 && (piece as Buffer)[at - 1] === 0x0d ? '\r\n' : '\n';
  }
  return '\n';
}
