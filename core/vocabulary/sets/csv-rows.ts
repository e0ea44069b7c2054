import { Failure } from '../../../contract/failure.ts';

export interface CsvRow {
  /** The line it begins in, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The character that the first line is most often parted by. */
function separatorOf(text: string): string {
  const head = text.split(/\r?\n|\r/, 1)[0]!.replace(/"[^"]*"/g, '');
  const count = (separator: string) => head.split(separator).length;
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

/**
 * Rows of CSV (RFC 4180), parted by commas, semicolons or tabs; empty lines are passed over.
 *
 * @throws Failure `invalid_input` for a quote that is never closed.
 */
export function csvRows(text: string, where: string): CsvRow[] {
  const separator = separatorOf(text);
  const field = new RegExp(`"((?:[^"]|"")*)"|([^${separator}\\r\\n]*)`, 'y');
  const rows: CsvRow[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const fields: string[] = [];
    const start = line;
    for (;;) {
      field.lastIndex = at;
      const [whole = '', quoted, bare = ''] = field.exec(text) ?? [];
      if (bare.startsWith('"'))
        throw new Failure('invalid_input', `${where}, line ${line}: a quote is opened and never closed. Close it.`, {
          line,
        });
      fields.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
      line += whole.split('\n').length - 1;
      at += whole.length;
      if (text[at] !== separator) break;
      at++;
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n')
      throw new Failure('invalid_input', `${where}, line ${line}: there is text after a closing quote. Correct it.`, {
        line,
      });
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (fields.some((value) => value.trim() !== '')) rows.push({ line: start, fields });
  }
  return rows;
}
