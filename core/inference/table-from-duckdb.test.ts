import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from '../engine/database.ts';
import { type ReadOptions, readModelTable } from './table-from-duckdb.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => {
  connection.close();
  database.close();
});

async function read(select: string, options: Partial<ReadOptions> = {}) {
  await connection.run(`CREATE OR REPLACE TABLE "the table" AS ${select}`);
  return readModelTable(connection, 'the table', { target: 'y', ...options }, quiet);
}

const plain = `SELECT i AS id, 'p' || (i // 2) AS person, i * 0.5 AS "dose ""mg""", CASE i % 3 WHEN 0 THEN 'O''Hara' WHEN 1 THEN 'b' ELSE '' END AS arm,
  i % 2 = 0 AS flag, (i % 4)::VARCHAR AS coded, i % 5 = 0 AS y FROM range(12) t(i)`;

describe('a DuckDB table', () => {
  it('becomes numbers and categories by name, empty text missing, in the order of its rows', async () => {
    const { table, target, notices } = await read(plain, { groups: 'person', exclude: ['id'] });
    const [dose, arm, flag, coded] = table.columns;
    expect(table.columns.map(({ name }) => name)).toEqual(['dose "mg"', 'arm', 'flag', 'coded']);
    expect(dose!.values[11]).toBe(5.5);
    expect(arm).toMatchObject({ kind: 'category', categories: ["O'Hara", 'b'] });
    expect([...arm!.values.slice(0, 4)]).toEqual([0, 1, Number.NaN, 0]);
    expect([...flag!.values.slice(0, 3)]).toEqual([1, 0, 1]);
    expect(coded).toMatchObject({ kind: 'number' });
    expect(notices).toMatchObject([{ kind: 'text-as-number', message: expect.stringContaining('“coded”') }]);
    expect(target).toMatchObject({ kind: 'class', classes: ['false', 'true'] });
    expect([...target.values.slice(0, 6)]).toEqual([1, 0, 0, 0, 0, 1]);
    expect(table.groups![0]).toBe(table.groups![1]);
    expect(new Set(table.groups).size).toBe(6);
  });

  it('knows a class from a number, or is told', async () => {
    const kindOf = async (sql: string, options?: Partial<ReadOptions>) =>
      (await read(`SELECT i AS x, ${sql} AS y FROM range(40) t(i)`, options)).target;
    expect(await kindOf('(i % 3) * 10')).toMatchObject({ kind: 'class', classes: ['0', '10', '20'] });
    expect(await kindOf('i * 1.5')).toMatchObject({ kind: 'number' });
    expect(await kindOf('i')).toMatchObject({ kind: 'number' });
    expect(await kindOf('i % 3', { targetKind: 'number' })).toMatchObject({ kind: 'number' });
    expect(await kindOf('i', { targetKind: 'class' })).toMatchObject({ kind: 'class' });
    expect(await kindOf("CASE WHEN i < 9 THEN 'no' ELSE 'a yes' END")).toMatchObject({ classes: ['a yes', 'no'] });
    expect(await kindOf("CASE WHEN i < 9 THEN 'no' WHEN i < 20 THEN '' ELSE 'yes' END")).toMatchObject({
      classes: ['no', 'yes'],
    });
  });

  it('answers clearly where it cannot be read', async () => {
    const refused = (sql: string, options?: Partial<ReadOptions>) =>
      read(`SELECT i AS x, ${sql}, i % 2 AS y FROM range(300) t(i)`, options).then(
        () => expect.unreachable(),
        (failure: Error) => failure,
      );
    const mixed = await refused("CASE WHEN i = 7 THEN 'Maria' ELSE i::VARCHAR END AS glucose");
    expect(mixed).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('“glucose” holds numbers') });
    expect(mixed.message).not.toContain('Maria');
    expect(await refused("DATE '2020-01-01' + i::INT AS born", { target: 'born' })).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('“born” (DATE)'),
    });
    expect(await refused('1 AS z', { target: 'outcome' })).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('no column “outcome”'),
    });
    expect(await refused('1 AS z', { groups: 'y' })).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('cannot be the target and name the persons'),
    });
    const nameless = read('SELECT i AS column0, i AS column1 FROM range(300) t(i)');
    await expect(nameless).rejects.toMatchObject({ message: expect.stringContaining('no line with names') });
  });

  it('leaves out free text, names of rows, dates and lists, and says so', async () => {
    const { table, notices } = await read(
      "SELECT i AS x, 'note ' || i AS note, DATE '2020-01-01' + i::INT AS born, [i] AS list, i % 2 AS y FROM range(60) t(i)",
    );
    expect(table.columns.map(({ name }) => name)).toEqual(['x']);
    expect(notices).toMatchObject([
      { kind: 'columns-dropped', message: expect.stringContaining('“note”') },
      { kind: 'columns-dropped', message: expect.stringContaining('“born”, “list”') },
    ]);
  });

  it('takes marks of other programs for missing in columns of numbers, and says so', async () => {
    const { table, notices } = await read(
      "SELECT CASE WHEN i % 2 = 0 THEN 'NA' WHEN i % 5 = 0 THEN ' ? ' ELSE i::VARCHAR END AS x, i % 2 AS y FROM range(60) t(i)",
    );
    expect(table.columns[0]).toMatchObject({ kind: 'number' });
    expect([...table.columns[0]!.values.slice(0, 6)]).toEqual([Number.NaN, 1, Number.NaN, 3, Number.NaN, Number.NaN]);
    expect(notices.map(({ kind }) => kind)).toEqual(['marks-as-missing']);
  });
});
