/** A cell: row -1 is the header. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridShape {
  readonly rows: number;
  readonly columns: number;
  /** Whole rows that fit on the screen. */
  readonly page: number;
}

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const within = (n: number, first: number, last: number) => Math.min(last, Math.max(first, n));

/** Where a key leads from a cell, after the ARIA grid pattern; null when it is not a key of the grid. */
export function cellAfterKey(from: CellPlace, press: Press, { rows, columns, page }: GridShape): CellPlace | null {
  const far = press.ctrlKey || press.metaKey;
  const toRow = (row: number): CellPlace => ({ row: within(row, -1, rows - 1), column: from.column });
  const toColumn = (column: number): CellPlace => ({ row: from.row, column: within(column, 0, columns - 1) });
  switch (press.key) {
    case 'ArrowUp':
      return toRow(far ? 0 : from.row - 1);
    case 'ArrowDown':
      return toRow(far ? rows - 1 : from.row + 1);
    case 'PageUp':
      return toRow(Math.max(0, from.row - page));
    case 'PageDown':
      return toRow(from.row + page);
    case 'ArrowLeft':
      return toColumn(far ? 0 : from.column - 1);
    case 'ArrowRight':
      return toColumn(far ? columns - 1 : from.column + 1);
    case 'Home':
      return far ? { row: within(0, -1, rows - 1), column: 0 } : toColumn(0);
    case 'End':
      return far ? { row: rows - 1, column: columns - 1 } : toColumn(columns - 1);
    default:
      return null;
  }
}
