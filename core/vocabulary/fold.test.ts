import { expect, it } from 'vitest';
import { openDatabase } from '../engine/database.ts';
import { fold, folded } from './fold.ts';

it('brings text to the same form here as in SQL', async () => {
  const database = await openDatabase();
  const connection = await database.connect();
  const letters = Array.from({ length: 0x530 }, (_, i) => String.fromCodePoint(i + 1));
  const texts = [
    ...letters.map((letter) => `a${letter}b`),
    ...letters.map((letter) => letter),
    'ΟΔΟΣ οδός',
    'İstanbul STRASSE ß ﬁ Ⅷ',
    '  E11.9,  (type—2)  ',
    '心脏病 hjärt-kärl',
    'Ångström Ménière’s',
    '%_\\\'"',
  ];
  const rows = await connection.rows<{ plain: string }>(
    `SELECT ${folded('t')} AS plain FROM (SELECT unnest(from_json($1, '["VARCHAR"]')) AS t)`,
    [JSON.stringify(texts)],
  );
  expect(rows.map(({ plain }) => plain)).toEqual(texts.map(fold));
  connection.close();
  database.close();
});
