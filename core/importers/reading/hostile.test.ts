import { expect, it } from 'vitest';
import { scratch } from '../testing/scratch.ts';

const { write, load, left, query } = scratch();

it('mixed line ends, bad bytes and a cell of 3 MB cost their own rows at most', async () => {
  write(
    'person.csv',
    Buffer.concat([
      Buffer.from('person_id,year_of_birth,ward\r\n1,1960,a\n2,1961,b\r\n3,1962,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\n4,1963,'),
      Buffer.from('x'.repeat(3_000_000)),
      Buffer.from(`\n${Array.from({ length: 60 }, (_, i) => `${i + 5},1964,c`).join('\r\n')}\n`),
    ]),
  );
  const { result } = await load();
  expect(result.tables).toEqual([{ name: 'person', rows: 62, rejected: 2 }]);
  expect(await query('SELECT line, reason FROM cdm.rejected.person ORDER BY line')).toEqual([
    { line: 4, reason: 'not UTF-8' },
    { line: 5, reason: 'line too long' },
  ]);
});

it('a delimiter, a quote and a line end between the quotes of a name divide no header', async () => {
  write(
    'visits.csv',
    'subject_id,"CRP [mg/l], first","drug at ""baseline""","ward\r\n/ station"\r\n1,5.5,none,a\r\n2,NA,"x, y",b\r\n3,1,z,c,d\r\n',
  );
  const { result } = await load();
  expect(result.tables).toContainEqual({ name: 'visits', rows: 2, rejected: 1 });
  expect(await query('FROM cdm.visits ORDER BY subject_id')).toEqual([
    { subject_id: 1, 'CRP [mg/l], first': 5.5, 'drug at "baseline"': 'none', 'ward / station': 'a' },
    { subject_id: 2, 'CRP [mg/l], first': null, 'drug at "baseline"': 'x, y', 'ward / station': 'b' },
  ]);
  expect(await query('SELECT line FROM cdm.rejected.visits')).toEqual([{ line: 5 }]);
});

it.each([
  ['UTF-16', Buffer.from('\ufeffperson_id,year_of_birth\n1,1960\n', 'utf16le'), 'unsupported', /UTF-16/],
  ['Latin-1', Buffer.from('person_id,ward\n1,Süd\n2,Köln\n', 'latin1'), 'unsupported', /Latin-1/],
  ['a header without an end', Buffer.from('person_id,'.repeat(30_000)), 'unsupported', /first line/],
  ['nothing', Buffer.alloc(0), 'unreadable', /person\.csv/],
] as const)('%s is refused, said clearly, and leaves nothing', async (_, bytes, code, message) => {
  write('person.csv', bytes);
  await expect(load()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(left()).toEqual([]);
});
