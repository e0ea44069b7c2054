import type { ReleaseTable } from '../../contract/release.ts';

/** Where a cell stands, in words: the table's title, its row's first label and its column's. Never a count. */
export function placeOf(table: ReleaseTable, row: number, column: number): string {
  const label = table.rows[row]!.find((cell) => cell.kind === 'text' && cell.text.trim() !== '');
  const rowName = label?.kind === 'text' ? label.text.trim() : `row ${row + 1}`;
  const columnName = table.columns[column]?.label || `column ${column + 1}`;
  return `${table.title} · ${rowName} · ${columnName}`;
}
