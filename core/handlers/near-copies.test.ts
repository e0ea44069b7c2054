import { expect, it } from 'vitest';
import { nearCopies, tellingGaps } from './near-copies.ts';

const rows = 40;
const number = (name: string, value: (row: number) => number) => ({
  name,
  kind: 'number' as const,
  values: Float64Array.from({ length: rows }, (_, row) => value(row)),
});
/** Rows 0 to 19 have the event. */
const read = (outcome: (row: number) => number, classes = ['0', '1']) => ({
  table: {
    rows,
    columns: [
      number('copy', (row) => (row < 20 ? 1 : 0)),
      number('upside down', (row) => row),
      // By hand: of 20 × 20 pairs the one event at the bottom loses its 20, so 380 of 400 are right: 0.95.
      number('good', (row) => (row > 0 && row < 20 ? 100 : row === 0 ? 0 : row)),
      number('measured in cases', (row) => (row < 20 ? row % 3 : Number.NaN)),
      number('seldom measured', (row) => (row === 3 ? 1 : Number.NaN)),
      number('noise', (row) => row % 2),
    ],
  },
  target: { name: 'y', kind: 'class' as const, values: number('y', outcome).values, classes },
  notices: [],
});

it('finds columns that tell the outcome by themselves, by their values or by having one', () => {
  expect(nearCopies(read((row) => (row < 20 ? 1 : 0)))).toEqual(['copy', 'upside down', 'measured in cases']);
});

it('looks at rows whose outcome is known, and only where both classes have ten', () => {
  expect(nearCopies(read((row) => (row >= 38 ? Number.NaN : row < 20 ? 1 : 0)))).toContain('copy');
  expect(nearCopies(read((row) => (row >= 29 ? Number.NaN : row < 20 ? 1 : 0)))).toEqual([]);
  expect(nearCopies(read((row) => (row < 20 ? 1 : 0), ['0', '1', '2']))).toEqual([]);
});

it('finds a category that names the outcome, not one with hardly a row for each', () => {
  const base = read((row) => (row < 20 ? 1 : 0));
  const category = (name: string, value: (row: number) => number, of: number) => ({
    ...number(name, value),
    kind: 'category' as const,
    categories: Array.from({ length: of }, (_, i) => String(i)),
  });
  const columns = [
    category('cause of death', (row) => (row < 20 ? row % 2 : Number.NaN), 2),
    category('ward', (row) => row % 3, 3),
    category('code', (row) => row, 40),
  ];
  expect(nearCopies({ ...base, table: { rows, columns } })).toEqual(['cause of death']);
});

it('finds columns whose gaps tell it', () => {
  expect(tellingGaps(read((row) => (row < 20 ? 1 : 0)))).toEqual(['measured in cases']);
});
