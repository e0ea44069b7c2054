import { Failure } from '../../contract/failure.ts';

/**
 * What the persons of a cell add up to: of `given` values the sum, the sum of their `size` (their values without sign),
 * the largest by size in falling order, and how many are below zero.
 */
export interface Amounts {
  readonly sum: number;
  readonly size: number;
  readonly given: number;
  readonly negative: number;
  readonly largest: readonly number[];
}

/** One cell of a cross-table: its place along each dimension, its count, and the amounts where a value is asked for. */
export interface TableCell {
  readonly at: Readonly<Record<string, string>>;
  readonly count: number;
  readonly amounts?: Amounts;
}

export type TextRow = Readonly<Record<string, string | null>>;

const keyOf = (row: TextRow, dimensions: readonly string[]): string =>
  JSON.stringify(dimensions.map((dimension) => row[dimension] ?? ''));

/**
 * Lines of a table as cells: with `count`, the column that holds each cell's count, one line is one cell; without it
 * one line is one person. A missing label is a category of its own, `''`.
 *
 * @throws Failure `invalid_input` for a column that is not there, a count that is no whole number, or a cell twice. No
 * value of the table stands in its message.
 */
export function cellsFromRows(rows: readonly TextRow[], dimensions: readonly string[], count?: string): TableCell[] {
  const needed = count === undefined ? dimensions : [...dimensions, count];
  const missing = needed.filter((name) => rows.length > 0 && !(name in rows[0]!));
  if (missing.length > 0)
    throw new Failure('invalid_input', `The table has no column ${missing.map((name) => `“${name}”`).join(', ')}.`);
  const cells = new Map<string, TableCell>();
  for (const [line, row] of rows.entries()) {
    const key = keyOf(row, dimensions);
    const known = cells.get(key);
    if (count !== undefined && known !== undefined)
      throw new Failure('invalid_input', `Line ${line + 2} is a cell that stands in the table already.`);
    const at = known?.at ?? Object.fromEntries(dimensions.map((name) => [name, row[name] ?? '']));
    cells.set(key, {
      at,
      count: (known?.count ?? 0) + (count === undefined ? 1 : wholeNumber(row[count], line, count)),
    });
  }
  return [...cells.values()];
}

function wholeNumber(text: string | null | undefined, line: number, column: string): number {
  const value = text == null || !/^\d+$/.test(text.trim()) ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new Failure('invalid_input', `Line ${line + 2}: “${column}” is no whole number of 0 or more.`);
}
