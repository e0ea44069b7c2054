import { afterAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from '../engine/database.ts';
import { chanceOf } from './chance.ts';
import { inspectTables } from './inspect.ts';
import { kindOfValue } from './names-in-values.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => database.close());

it.each([
  ['Mary Smith', 'name'],
  ['SMITH, JOHN A', 'name'],
  ['Dr. Linda Garcia', 'name'],
  ['Elena', 'given name'],
  ['Johnson', 'surname'],
  ['Chicago', 'place'],
  ['referred by Dr. Okafor for pain', 'text'],
  ["Wilson's disease", null],
  ['Hodgkin lymphoma', null],
  ['MR Angiogram of head', null],
  ['MS Contin 15 MG Oral Tablet', null],
  ['Blood pressure panel', null],
  ['Hispanic or Latino', null],
])('%s: %s', (value, kind) => expect(kindOfValue(value)).toBe(kind));

async function lettersOf(select: string): Promise<string[]> {
  await connection.run(`CREATE OR REPLACE TABLE t AS ${select}`);
  const columns = [{ name: 'x', type: 'VARCHAR', mapsTo: null, isText: true }];
  const table = { name: 't', parts: [{ relation: 't', rows: 1, columns }], columns, impersonal: false };
  const report = await inspectTables(connection, [table], quiet);
  return report.findings('t', 'x').map(({ category, strength }) => `${category} ${strength}`);
}

it('a column of names blocks under any name; terms with the names of physicians do not', async () => {
  const names = `['Mary Smith', 'John Garcia', 'Linda Novak', 'Robert Miller', 'Xq Zzyx']`;
  expect(await lettersOf(`SELECT unnest(${names}) AS x`)).toEqual(['A strong']);
  const terms = `["Wilson's disease", 'Hodgkin lymphoma', 'Graves disease', 'Parkinson disease', 'Down syndrome', 'Bell palsy']`;
  expect(await lettersOf(`SELECT unnest(${terms.replace(`"Wilson's disease"`, `'Wilson disease'`)}) AS x`)).toEqual([]);
});

it('chance: the upper tail of the binomial distribution', () => {
  expect(chanceOf(3, 3, 0.1)).toBeCloseTo(0.001, 12);
  expect(chanceOf(0, 5, 0.1)).toBeCloseTo(1, 12);
  // dbinom: 1 - pbinom(4, 10, 0.1) = 0.0016349374
  expect(chanceOf(5, 10, 0.1)).toBeCloseTo(0.0016349374, 9);
});
