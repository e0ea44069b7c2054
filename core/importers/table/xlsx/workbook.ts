import { unzipSync } from 'fflate';
import { Failure } from '../../../../contract/failure.ts';
import type { SourceFile } from '../../source-files.ts';

/** The parts of a workbook (ECMA-376) that hold values. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly xml: string }[];
  readonly shared: readonly string[];
  /** For each cell style: whether its number format shows a date. */
  readonly isDate: readonly boolean[];
  /** True where dates count from 1904, as old Macintosh workbooks do. */
  readonly from1904: boolean;
}

/** A workbook in memory: more than this unpacked is no table that a person made by hand, but a mistake or an attack. */
const most = { unpacked: 512 * 1024 * 1024, ratio: 500 } as const;

/** Unpacks a workbook. Failure `unsupported` where it would become too large, `unreadable` where it is not one. */
export function openWorkbook(file: SourceFile, bytes: Uint8Array): Workbook {
  const parts = unpack(file, bytes);
  const text = (name: string) => new TextDecoder('utf-8', { fatal: true }).decode(parts[name]);
  const book = parts['xl/workbook.xml'] ? text('xl/workbook.xml') : null;
  if (book === null) throw notAWorkbook(file);
  try {
    const targets = parts['xl/_rels/workbook.xml.rels'] ? relations(text('xl/_rels/workbook.xml.rels')) : new Map();
    const sheets = [...book.matchAll(/<(?:\w+:)?sheet\s([^>]*?)\/?>/g)].flatMap(([, attributes = '']) => {
      const at = targets.get(attribute(attributes, 'r:id') ?? '');
      const name = attribute(attributes, 'name');
      return at && name && parts[at] ? [{ name, xml: text(at) }] : [];
    });
    return {
      sheets,
      shared: parts['xl/sharedStrings.xml'] ? sharedStrings(text('xl/sharedStrings.xml')) : [],
      isDate: parts['xl/styles.xml'] ? dateStyles(text('xl/styles.xml')) : [],
      from1904: /date1904\s*=\s*"(1|true)"/.test(book),
    };
  } catch (cause) {
    throw notAWorkbook(file, cause);
  }
}

function unpack(file: SourceFile, bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (
          !/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/.test(
            name,
          )
        )
          return false;
        total += originalSize;
        if (total > most.unpacked || originalSize > Math.max(size, 4096) * most.ratio) throw tooLarge(file);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw notAWorkbook(file, error);
  }
}

function relations(xml: string): Map<string, string> {
  const found = [...xml.matchAll(/<Relationship\s([^>]*?)\/?>/g)].flatMap(([, attributes = '']) => {
    const [id, target] = [attribute(attributes, 'Id'), attribute(attributes, 'Target')];
    if (!id || !target) return [];
    return [[id, target.startsWith('/') ? target.slice(1) : `xl/${target}`] as const];
  });
  return new Map(found);
}

export function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : plainText(value);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities as what they stand for. */
export const plainText = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) =>
    name ? named[name.toLowerCase()]! : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

/** Text of all `<t>` in a piece of XML; phonetic readings aside. */
export function textOf(xml: string): string {
  const spoken = xml.replace(/<rPh[\s>][\s\S]*?<\/rPh>/g, '');
  return [...spoken.matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)].map(([, text = '']) => plainText(text)).join('');
}

const sharedStrings = (xml: string): string[] =>
  [...xml.matchAll(/<si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/si>)/g)].map(([, inner = '']) => textOf(inner));

/** Formats 14 to 22 and 45 to 47 are dates by the standard; of a workbook's own, those that show year, month, day or hour. */
function dateStyles(xml: string): boolean[] {
  const own = new Map(
    [...xml.matchAll(/<numFmt\s([^>]*?)\/?>/g)].map(([, a = '']) => [
      attribute(a, 'numFmtId'),
      attribute(a, 'formatCode') ?? '',
    ]),
  );
  const cells = /<cellXfs[\s\S]*?<\/cellXfs>/.exec(xml)?.[0] ?? '';
  return [...cells.matchAll(/<xf\s([^>]*?)\/?>/g)].map(([, attributes = '']) => {
    const id = attribute(attributes, 'numFmtId') ?? '0';
    const code = own.get(id);
    if (code !== undefined) return /[ymdh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
    return (Number(id) >= 14 && Number(id) <= 22) || (Number(id) >= 45 && Number(id) <= 47);
  });
}

function tooLarge(file: SourceFile): Failure {
  return new Failure(
    'unsupported',
    `“${file.name}” would become far larger than it is when unpacked, so it was not read. Save its sheets as CSV and import these.`,
  );
}

function notAWorkbook(file: SourceFile, cause?: unknown): Failure {
  return new Failure(
    'unreadable',
    `“${file.name}” is not a readable XLSX workbook: cut short, damaged, protected by a password, or of an older kind (.xls). ` +
      'Open it and save it as XLSX or CSV, then import again; nothing was loaded.',
    {},
    { cause },
  );
}
