import { describe, expect, test } from 'vitest';
import { duckdb } from './dialect-duckdb.ts';
import { dateComparison, decimalComparison, fourDecimals, textComparison, wholeComparison } from './value.ts';

describe('numbers as Circe writes them', () => {
  test.each([
    [5, '5.0'],
    [0, '0.0'],
    [0.5, '0.5'],
    [1.00015, '1.0002'],
    [1.00014999, '1.0001'],
    [-1.00015, '-1.0002'],
    [0.00004, '0.0'],
    [-0.00004, '0.0'],
    [123456.78901, '123456.789'],
    [1e21, '1000000000000000000000.0'],
    [3e-7, '0.0'],
  ])('%d is written %s', (value, text) => {
    expect(fourDecimals(value)).toBe(text);
  });
});

describe('comparisons', () => {
  test('between includes both ends, and so leaves both out when it is turned round', () => {
    expect(wholeComparison('x', { op: 'bt', value: 1, extent: 5 })).toBe('x BETWEEN 1 AND 5');
    expect(decimalComparison('x', { op: '!bt', value: 1, extent: 5.5 })).toBe('x NOT BETWEEN 1.0 AND 5.5');
    expect(dateComparison('d', { op: '!eq', value: '2000-01-02', extent: null })).toBe("d <> DATE '2000-01-02'");
  });

  test('text cannot leave its quotes', () => {
    expect(textComparison(duckdb, 'c', { op: 'eq', text: "x' OR 1=1 --" })).toBe("c LIKE 'x'' OR 1=1 --'");
    expect(textComparison(duckdb, 'c', { op: '!endsWith', text: "\\'" })).toBe("c NOT LIKE '%'''");
  });

  test('days are added, taken away, left alone, and kept within the calendar', () => {
    expect(duckdb.addDays('d', 3)).toBe('d + 3');
    expect(duckdb.addDays('d', -3)).toBe('d - 3');
    expect(duckdb.addDays('d', 0)).toBe('d');
    expect(duckdb.addDays('d', 2_147_483_647)).toBe('d + 1000000');
  });
});
