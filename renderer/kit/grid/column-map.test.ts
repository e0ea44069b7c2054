import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsInSight, leftToShow } from './column-map.ts';

const tables = fc.record({
  widths: fc.array(fc.integer({ min: 72, max: 340 }), { minLength: 1, maxLength: 300 }),
  left: fc.integer({ min: 0, max: 100_000 }),
  viewport: fc.integer({ min: 320, max: 2000 }),
});

it('draws a few of many columns and keeps the room of the others', () => {
  fc.assert(
    fc.property(tables, ({ widths, left, viewport }) => {
      const { from, end, before, after } = columnsInSight(widths, left, viewport);
      const drawn = widths.slice(from, end).reduce((sum, width) => sum + width, 0);
      expect(before + drawn + after).toBe(widths.slice(1).reduce((sum, width) => sum + width, 0));
      expect(drawn).toBeLessThanOrEqual(viewport + 2 * 160 + 2 * 340);
    }),
  );
});

it('draws a column that it was scrolled to', () => {
  fc.assert(
    fc.property(tables, fc.nat(), ({ widths, left, viewport }, pick) => {
      const column = pick % widths.length;
      const { from, end } = columnsInSight(widths, leftToShow(widths, column, left, viewport), viewport);
      expect(column === 0 || (column >= from && column < end)).toBe(true);
    }),
  );
});
