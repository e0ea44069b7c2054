import type { OutwardTable } from '../disclosure/outward.ts';

/** A number as the check prints it, with a unit at most: "-0.52", "1,285", "-3.0 %", "61.3 mL/min/1.73 m²". */
const plainNumber = /^-?\d[\d,]*(\.\d+)?( [%\p{L}][\p{L}\p{N} ./%]*)?$/u;
const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const formula = /^\s*[=+\-@\t\r＝＋－＠]/u;

/**
 * A cell that a spreadsheet would read as a formula gets an apostrophe before it; numbers, negative ones too, stay.
 *
 * Source: OWASP, "CSV injection".
 */
export function defuse(text: string): string {
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

function field(text: string): string {
  const bare = grouped.test(text) ? text.replaceAll(',', '') : defuse(text);
  return /[",\r\n]/.test(bare) ? `"${bare.replaceAll('"', '""')}"` : bare;
}

/**
 * A released table as CSV (RFC 4180, line feeds): one line of column labels, then its rows. Counts are written without
 * thousands separators; a cell that is not shown reads `withheld`, so that it is never taken for an empty one.
 */
export function tableCsv(table: OutwardTable): string {
  const header = table.columns.map((column) => field(column.label));
  const rows = table.rows.map((row) =>
    row.map((cell) => (cell.status === 'withheld' ? 'withheld' : field(cell.text ?? ''))),
  );
  return `${[header, ...rows].map((line) => line.join(',')).join('\n')}\n`;
}
