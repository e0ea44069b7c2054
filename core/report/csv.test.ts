import { describe, expect, it } from 'vitest';
import type { OutwardTable } from '../disclosure/outward.ts';
import { defuse, tableCsv } from './csv.ts';

describe('defuse', () => {
  it.each(['=1+1', '+cmd', '-cmd', '@sum', '\tx', '\rx', '  =1', '＝1', '-1+1', '-5 %|calc', '=HYPERLINK("x")'])(
    'puts an apostrophe before what a spreadsheet would run: %s',
    (text) => {
      expect(defuse(text)).toBe(`'${text}`);
    },
  );

  it.each(['-0.52', '-1,204.5', '-3.0 %', '12', '1,285', 'age', '', 'a=b', '-61.3 mL/min'])(
    'leaves %s as it is',
    (text) => {
      expect(defuse(text)).toBe(text);
    },
  );
});

describe('tableCsv', () => {
  const table: OutwardTable = {
    id: 't',
    title: 't',
    note: '',
    withheld: 1,
    columns: [
      { label: 'Drug, first', align: 'left' },
      { label: '=n', align: 'right' },
    ],
    rows: [
      [
        { text: 'say "yes"\nor no', status: 'published' },
        { text: '1,285', status: 'rounded' },
      ],
      [
        { text: '@home', status: 'published' },
        { text: null, status: 'withheld' },
      ],
      [
        { text: '', status: 'published' },
        { text: '-0.52', status: 'published' },
      ],
    ],
  };

  it('quotes, defuses, writes counts as numbers and names what is withheld', () => {
    expect(tableCsv(table)).toBe(`"Drug, first",'=n\n"say ""yes""\nor no",1285\n'@home,withheld\n,-0.52\n`);
  });
});
