import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../engine/database.ts';
import { profileTable } from './table-profile.ts';

let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`CREATE TABLE t AS SELECT i AS person_id, i % 2 = 0 AS flag, CASE WHEN i % 4 = 0 THEN 'a' WHEN i % 4 < 3 THEN 'b' END AS arm,
    'secret ' || i AS note, CASE WHEN i < 90 THEN i::DOUBLE ELSE 'nan'::DOUBLE END AS level, DATE '2010-01-01' + i::INTEGER AS seen, NULL::INTEGER AS empty
    FROM range(100) r(i)`);
});
afterAll(() => database.close());

it('says how far a column is filled, how it is spread and what many rows share, and no text that one row has', async () => {
  const columns = await connection.describe('SELECT * FROM t');
  const profile = await profileTable('t', columns, connection, quiet);
  const of = (name: string) => profile.find((one) => one.name === name)!;
  expect(of('arm')).toMatchObject({ rows: 100, missing: 25, least: null, bars: [] });
  expect(of('arm').common).toEqual([
    { value: 'b', n: 50 },
    { value: 'a', n: 25 },
  ]);
  expect(of('flag').common).toHaveLength(2);
  expect(of('level').bars.reduce((sum, n) => sum + n, 0)).toBe(90);
  expect(of('level')).toMatchObject({ mean: null, common: [] });
  expect(of('seen')).toMatchObject({ least: '2010-01-01', most: '2010-04-10', missing: 0 });
  expect(of('seen').bars.reduce((sum, n) => sum + n, 0)).toBe(100);
  expect(of('empty')).toMatchObject({ missing: 100, distinct: 0, bars: [], common: [] });
  expect(of('person_id')).toMatchObject({ mean: null, bars: [] });
  expect(JSON.stringify(profile)).not.toContain('secret');
});
