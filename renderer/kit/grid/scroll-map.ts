/**
 * Chromium draws no element taller than 33,554,428 px, and half or a quarter of that when the page is zoomed. Taller
 * tables scroll in proportion: the scroll bar's whole way stands for the table's whole height.
 */
export const heightCap = 8_000_000;

export interface ScrollSpace {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height in px in which rows are seen, the header not counted. */
  readonly viewport: number;
}

export interface RowRange {
  readonly first: number;
  /** The row after the last. */
  readonly end: number;
}

/** What the rows would take up, one under the other. */
const fullHeight = ({ rows, rowHeight }: ScrollSpace): number => rows * rowHeight;

/** What the element that scrolls gets. */
export const elementHeight = (space: ScrollSpace): number => Math.min(fullHeight(space), heightCap);

/** Whether one pixel of the scroll bar is more than one pixel of the table. */
export const isProportional = (space: ScrollSpace): boolean => fullHeight(space) > heightCap;

const ways = (space: ScrollSpace) => ({
  virtual: Math.max(0, fullHeight(space) - space.viewport),
  element: Math.max(0, elementHeight(space) - space.viewport),
});

export const clampTop = (space: ScrollSpace, top: number): number => Math.min(ways(space).virtual, Math.max(0, top));

/** Position in the table, in px from its top, for a scroll position of the element. */
export function tableTop(space: ScrollSpace, scrollTop: number): number {
  const { virtual, element } = ways(space);
  return element === 0 ? 0 : clampTop(space, isProportional(space) ? (scrollTop / element) * virtual : scrollTop);
}

/** Scroll position of the element for a position in the table. */
export function elementTop(space: ScrollSpace, top: number): number {
  const { virtual, element } = ways(space);
  return virtual === 0 ? 0 : isProportional(space) ? (top / virtual) * element : top;
}

/** Rows to draw at a position, with `overscan` more on both sides. */
export function rowsAt(space: ScrollSpace, top: number, overscan: number): RowRange {
  const first = Math.max(0, Math.floor(top / space.rowHeight) - overscan);
  const end = Math.min(space.rows, Math.ceil((top + space.viewport) / space.rowHeight) + overscan);
  return { first: Math.min(first, end), end };
}

/** The position nearest to `top` at which a row is seen whole. */
export function topToShow(space: ScrollSpace, row: number, top: number): number {
  const rowTop = row * space.rowHeight;
  if (rowTop < top) return clampTop(space, rowTop);
  const overhang = rowTop + space.rowHeight - (top + space.viewport);
  return clampTop(space, overhang > 0 ? top + overhang : top);
}
