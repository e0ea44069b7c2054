import { attribute, plainText, textOf, type Workbook } from './workbook.ts';

const day = 86_400_000;

/** Serial numbers count days from 1899-12-30, as 1900 is wrongly a leap year there, or from 1904-01-01. */
function dateText(serial: number, from1904: boolean): string {
  const origin = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const iso = new Date(origin + Math.round(serial * day)).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0];
  if (!letters) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(attributes: string, inner: string, book: Workbook): string {
  const type = attribute(attributes, 't') ?? 'n';
  if (type === 'inlineStr') return textOf(inner);
  const value = plainText(/<v(?:\s[^>]*)?>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '');
  if (type === 's') return book.shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return '';
  const style = Number(attribute(attributes, 's') ?? '0');
  const isDate = type === 'n' && value !== '' && book.isDate[style] === true;
  const serial = Number(value);
  return isDate && serial > -1e6 && serial < 3e6 ? dateText(serial, book.from1904) : value;
}

/** Excel has 16,384 columns and 1,048,576 rows; a reference beyond is no cell. */
const most = { columns: 16_384, rows: 1_048_576 } as const;

/** The rows of a sheet as text, from the first that holds anything; errors such as #N/A are empty. */
export function* sheetRows(xml: string, book: Workbook): Generator<readonly string[]> {
  let count = 0;
  for (const [, body = ''] of xml.matchAll(/<row(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/row>)/g)) {
    const cells: string[] = [];
    for (const [, attributes = '', inner = ''] of body.matchAll(/<c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const at = columnOf(attribute(attributes, 'r'), cells.length);
      if (at >= most.columns) continue;
      while (cells.length < at) cells.push('');
      cells[at] = cellText(attributes, inner, book);
    }
    const isEmpty = cells.every((cell) => cell === '');
    if (isEmpty) continue;
    if (++count > most.rows) return;
    yield cells;
  }
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""').replace(/\r\n?/g, '\n')}"`;

/** A sheet as CSV, all rows as wide as the widest; null where it holds no row beside its header. */
export function sheetCsv(xml: string, book: Workbook): string | null {
  const rows = [...sheetRows(xml, book)];
  if (rows.length < 2) return null;
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const line = (row: readonly string[]) => Array.from({ length: width }, (_, i) => quoted(row[i] ?? '')).join(',');
  return `${rows.map(line).join('\n')}\n`;
}
