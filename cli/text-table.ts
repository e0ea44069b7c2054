type Value = string | number | boolean | null | undefined;

const isNumber = (value: Value) => typeof value === 'number';
const shown = (value: Value) =>
  value === null || value === undefined ? '' : isNumber(value) ? value.toLocaleString('en') : String(value);

/** Rows as aligned text: numbers to the right, a rule under the head. */
export function textTable(head: readonly string[], rows: readonly (readonly Value[])[]): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = head.map((label, c) => Math.max(label.length, ...cells.map((row) => row[c]?.length ?? 0)));
  const right = head.map((_, c) => rows.length > 0 && rows.every((row) => isNumber(row[c]) || row[c] === null));
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => (right[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((w) => '─'.repeat(w)).join('  '), ...cells.map(line)].join('\n');
}
