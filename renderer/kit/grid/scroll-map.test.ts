import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampTop,
  elementHeight,
  elementTop,
  heightCap,
  isProportional,
  rowsAt,
  type ScrollSpace,
  tableTop,
  topToShow,
} from './scroll-map.ts';

const small: ScrollSpace = { rows: 1000, rowHeight: 28, viewport: 560 };
const huge: ScrollSpace = { rows: 10_000_000, rowHeight: 28, viewport: 560 };
const chromiumCap = 33_554_428;

const spaces = fc.record({
  rows: fc.integer({ min: 1, max: 2_000_000_000 }),
  rowHeight: fc.constantFrom(24, 28),
  viewport: fc.integer({ min: 100, max: 2000 }),
});

describe('small tables scroll pixel by pixel', () => {
  it('maps the scroll bar onto the table one to one', () => {
    expect(isProportional(small)).toBe(false);
    expect(tableTop(small, 1234)).toBe(1234);
    expect(elementHeight(small)).toBe(28_000);
  });
});

describe('tall tables scroll in proportion', () => {
  it('stays far below what Chromium draws, zoomed to 400 % too', () => {
    expect(isProportional(huge)).toBe(true);
    expect(elementHeight(huge) * 4).toBeLessThan(chromiumCap);
  });

  it('reaches the last row with the scroll bar at its end', () => {
    const end = heightCap - huge.viewport;
    expect(rowsAt(huge, tableTop(huge, end), 0)).toEqual({ first: 9_999_980, end: 10_000_000 });
  });
});

describe('for every table', () => {
  it('there and back is the same place', () => {
    fc.assert(
      fc.property(spaces, fc.double({ min: 0, max: 1, noNaN: true }), (space, share) => {
        const top = clampTop(space, share * space.rows * space.rowHeight);
        expect(tableTop(space, elementTop(space, top))).toBeCloseTo(top, 3);
      }),
    );
  });

  it('every row can be shown whole, and showing moves no further than needed', () => {
    fc.assert(
      fc.property(spaces, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (space, share) => {
        const row = Math.floor(share * space.rows);
        const top = topToShow(space, row, 0);
        const rowTop = row * space.rowHeight;
        expect(rowTop).toBeGreaterThanOrEqual(top);
        expect(rowTop + space.rowHeight).toBeLessThanOrEqual(top + Math.max(space.viewport, space.rowHeight));
        expect(topToShow(space, row, top)).toBe(top);
      }),
    );
  });

  it('draws only what is seen and the overscan', () => {
    fc.assert(
      fc.property(spaces, fc.double({ min: 0, max: 1, noNaN: true }), (space, share) => {
        const { first, end } = rowsAt(space, clampTop(space, share * space.rows * space.rowHeight), 6);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(space.rows);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(space.viewport / space.rowHeight) + 1 + 12);
      }),
    );
  });
});
