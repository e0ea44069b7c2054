import type { ModelColumn, ModelTable } from '../table.ts';

/** The missing cells of one column that can be filled. */
export interface Gaps {
  readonly place: number;
  readonly rows: Int32Array;
}

/** Fewest known cells a column is read with. */
export const fewestKnown = 10;

const isKnown = (column: ModelColumn, row: number): boolean => Number.isFinite(column.values[row]!);

export const countKnown = ({ values }: ModelColumn): number =>
  values.reduce((sum, value) => sum + (Number.isFinite(value) ? 1 : 0), 0);

/** Missing cells of the columns that have enough known ones, the column with the fewest gaps first. */
export function gapsOf({ columns, rows }: ModelTable): Gaps[] {
  return columns
    .map((column, place) => ({
      place,
      known: countKnown(column),
      rows: Int32Array.from({ length: rows }, (_, row) => row).filter((row) => !isKnown(column, row)),
    }))
    .filter(({ known, rows: gaps }) => known >= fewestKnown && gaps.length > 0)
    .sort((a, b) => a.rows.length - b.rows.length || a.place - b.place);
}
