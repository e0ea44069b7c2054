import { expect, test } from 'vitest';
import { createRowText } from './row-text.ts';

const day = (date: string) => Date.parse(date) / 86_400_000;
const columns = (...rows: readonly (readonly [number, string, string])[]) => [
  Float64Array.from(rows, ([subject]) => subject),
  Float64Array.from(rows, ([, start]) => day(start)),
  Float64Array.from(rows, ([, , end]) => day(end)),
];
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('rows are written over batches as one text', () => {
  const rowText = createRowText();
  const first = text(rowText.add(columns([-12, '0001-01-01', '1969-12-31'], [0, '1970-01-01', '2024-02-29'])));
  const second = text(rowText.add(columns([9_007_199_254_740_991, '2000-01-01', '9999-12-31'])));
  expect(first + second).toBe(
    '-12,0001-01-01,1969-12-31\n0,1970-01-01,2024-02-29\n9007199254740991,2000-01-01,9999-12-31',
  );
  expect(rowText).toMatchObject({ rows: 3, persons: 3, isExact: true });
});

test('rows of one person count one person', () => {
  const rowText = createRowText();
  rowText.add(columns([7, '2000-01-01', '2000-01-02'], [7, '2001-01-01', '2001-01-02']));
  rowText.add(columns([7, '2002-01-01', '2002-01-02'], [10, '2001-01-01', '2001-01-02']));
  expect(rowText).toMatchObject({ rows: 4, persons: 2 });
});

test.each([
  ['an id beyond what a float holds', 2 ** 53, '2000-01-01'],
  ['a date of a five-digit year', 1, '+010000-01-01'],
])('%s is said not to be exact', (_, subject, date) => {
  const rowText = createRowText();
  rowText.add(columns([subject, date, date]));
  expect(rowText.isExact).toBe(false);
});
