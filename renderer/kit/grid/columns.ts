import { cellText } from './cell-text.ts';
import type { GridColumn, GridWindow } from './source.ts';

const words: readonly (readonly [RegExp, string])[] = [
  [/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)$/, 'integer'],
  [/^(DOUBLE|FLOAT|REAL|DECIMAL|NUMERIC)/, 'number'],
  [/^DATE$/, 'date'],
  [/^(TIMESTAMP|DATETIME)/, 'date and time'],
  [/^TIME/, 'time'],
  [/^BOOL/, 'true or false'],
  [/^(VARCHAR|TEXT|CHAR|STRING|ENUM)/, 'text'],
];

/** A type as a person says it: `BIGINT` → `integer`. */
export const typeWord = (type: string): string => words.find(([test]) => test.test(type))?.[1] ?? type.toLowerCase();

/** Numbers stand at the right. */
export const isNumeric = (type: string): boolean => ['integer', 'number'].includes(typeWord(type));

const sampleRows = 60;
const letter = 7.1;
const padding = 26;
/** The first column begins where the room's title does. */
const indent = 20;
const narrowest = 72;
const widest = 320;

const widthFor = (letters: number, index: number): number =>
  Math.round(Math.min(widest, Math.max(narrowest, letters * letter + padding))) + (index === 0 ? indent : 0);

/** Widths in px from the names and, once some rows are here, from what stands in them. */
export function columnWidths(columns: readonly GridColumn[], sample: GridWindow | undefined): readonly number[] {
  return columns.map(({ name, type }, index) => {
    const head = Math.max(name.length + 2, typeWord(type).length);
    const column = sample?.table.getChildAt(index);
    if (!column) return widthFor(head, index);
    let longest = head;
    for (let row = 0; row < Math.min(sampleRows, column.length); row += 1)
      longest = Math.max(longest, cellText(column.at(row), column.type)?.length ?? 0);
    return widthFor(longest, index);
  });
}
