import { defuse } from './csv.ts';

/** A column as it is written: numbers, or the names that they stand for. NaN is an empty cell. */
export interface CsvColumn {
  readonly name: string;
  readonly values: Float64Array;
  readonly categories?: readonly string[];
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows in columns as CSV (RFC 4180, line feeds); words that a spreadsheet would read as a formula are defused. */
export function rowsCsv(columns: readonly CsvColumn[], rows: number): string {
  const cell = ({ values, categories }: CsvColumn, row: number): string => {
    const value = values[row]!;
    if (Number.isNaN(value)) return '';
    return categories ? quoted(defuse(categories[value] ?? '')) : String(value);
  };
  const lines = [columns.map(({ name }) => quoted(defuse(name))).join(',')];
  for (let row = 0; row < rows; row++) lines.push(columns.map((column) => cell(column, row)).join(','));
  return `${lines.join('\n')}\n`;
}
