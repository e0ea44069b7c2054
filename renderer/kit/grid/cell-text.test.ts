import { dateDay, int64, tableFromArrays, tableToIPC, timestamp, utf8 } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { cellText, decodeArrow } from './cell-text.ts';
import { columnWidths, isNumeric, typeWord } from './columns.ts';

const bytes = tableToIPC(
  tableFromArrays(
    {
      id: [9_007_199_254_740_993n, 2n],
      day: [new Date('2015-03-09'), null],
      at: [new Date('2015-03-09T10:20:30Z'), null],
      name: ['Type 2 diabetes', null],
    },
    { types: { id: int64(), day: dateDay(), at: timestamp(), name: utf8() } },
  ),
  {},
);

describe('values as they are in the data', () => {
  const table = decodeArrow(bytes as Uint8Array);
  const row = (index: number) => table.children.map((column) => cellText(column.at(index), column.type));

  it('keeps 64-bit integers whole and dates as days', () => {
    expect(row(0)).toEqual(['9007199254740993', '2015-03-09', '2015-03-09 10:20:30', 'Type 2 diabetes']);
  });

  it('tells none from empty', () => {
    expect(row(1)).toEqual(['2', null, null, null]);
    expect(cellText('', table.children[3]!.type)).toBe('');
  });

  it('makes columns as wide as their content, within limits', () => {
    const columns = [
      { name: 'id', type: 'BIGINT' },
      { name: 'day', type: 'DATE' },
      { name: 'at', type: 'TIMESTAMP' },
      { name: 'name', type: 'VARCHAR' },
    ];
    const narrow = columnWidths(columns, undefined);
    const wide = columnWidths(columns, { from: 0, table });
    expect(wide[0]).toBeGreaterThan(narrow[0]!);
    expect(Math.max(...wide)).toBeLessThanOrEqual(340);
  });
});

it('says types in plain words, and puts numbers at the right', () => {
  expect([typeWord('BIGINT'), typeWord('DECIMAL(18,3)'), typeWord('TIMESTAMP WITH TIME ZONE')]).toEqual([
    'integer',
    'number',
    'date and time',
  ]);
  expect([isNumeric('HUGEINT'), isNumeric('DOUBLE'), isNumeric('VARCHAR'), isNumeric('DATE')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
