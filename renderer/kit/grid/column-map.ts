export interface ColumnRange {
  /** First and past-the-last column drawn beside the first, which always stands. */
  readonly from: number;
  readonly end: number;
  /** Empty space in px before and after them. */
  readonly before: number;
  readonly after: number;
}

const overscan = 160;

/** Columns in sight at a sideways position: plain tables can have hundreds. The first column is sticky and not counted. */
export function columnsInSight(widths: readonly number[], left: number, viewport: number): ColumnRange {
  const seenFrom = left - overscan;
  const seenTo = left + viewport - (widths[0] ?? 0) + overscan;
  const range = { from: 1, end: 1, before: 0, after: 0 };
  let start = 0;
  for (let column = 1; column < widths.length; column += 1) {
    const width = widths[column] ?? 0;
    if (start + width <= seenFrom) {
      range.from = column + 1;
      range.before += width;
    } else if (start >= seenTo) range.after += width;
    else range.end = column + 1;
    start += width;
  }
  return { ...range, end: Math.max(range.from, range.end) };
}

/** The sideways position nearest to `left` at which a column is seen whole, beside the sticky first one. */
export function leftToShow(widths: readonly number[], column: number, left: number, viewport: number): number {
  if (column === 0) return 0;
  const start = widths.slice(1, column).reduce((sum, width) => sum + width, 0);
  const overhang = start + (widths[column] ?? 0) - (left + viewport - (widths[0] ?? 0));
  if (start < left) return start;
  return overhang > 0 ? Math.min(start, left + overhang) : left;
}
