import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from './database.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => {
  connection.close();
  database.close();
});

describe('a connection', () => {
  it('gives JSON-safe rows: dates as text, whole numbers beyond 2^53 as text, decimals as numbers', async () => {
    const row = await connection.one(
      `SELECT DATE '2020-02-29' AS d, 9007199254740993::BIGINT AS big, 12::BIGINT AS small, 1.25::DECIMAL(5,2) AS dec,
              NULL AS n, [1, 2] AS list, TIMESTAMP '2020-01-01 10:00:00' AS t`,
    );
    expect(row).toEqual({
      d: '2020-02-29',
      big: '9007199254740993',
      small: 12,
      dec: 1.25,
      n: null,
      list: [1, 2],
      t: '2020-01-01 10:00:00',
    });
  });

  it('binds parameters', async () => {
    expect(await connection.one('SELECT $1 + $2 AS sum, $3 AS name', [2, 3, "O'Hara"])).toEqual({
      sum: 5,
      name: "O'Hara",
    });
  });

  it('gives numbers as typed arrays over many chunks, NaN for null', async () => {
    const { names, rows, values } = await connection.numbers(
      'SELECT i, CASE WHEN i % 2 = 0 THEN i / 2 END AS half, i > 3 AS late FROM range(5000) t(i)',
    );
    expect(names).toEqual(['i', 'half', 'late']);
    expect(rows).toBe(5000);
    expect(values[0]![4999]).toBe(4999);
    expect(values[1]![1]).toBeNaN();
    expect(values[2]![4]).toBe(1);
  });

  it('packs Arrow that keeps int64, dates, timestamps and nulls', async () => {
    const { rows, columns, bytes } = await connection.arrow(
      `SELECT i::BIGINT + 9007199254740993 AS id, DATE '1999-12-31' + i::INT AS d, CASE WHEN i = 1 THEN 'x' END AS s,
              TIMESTAMP '2020-01-01 00:00:00.5' AS t FROM range(3) t(i)`,
    );
    const table = tableFromIPC(bytes, { useBigInt: true, useDate: true });
    expect(rows).toBe(3);
    expect(columns.map((c) => c.type)).toEqual(['BIGINT', 'DATE', 'VARCHAR', 'TIMESTAMP']);
    expect(table.getChild('id').at(0)).toBe(9007199254740993n);
    expect(table.getChild('d').at(1)).toEqual(new Date('2000-01-01'));
    expect([...table.getChild('s')]).toEqual([null, 'x', null]);
    expect(table.getChild('t').at(0)).toEqual(new Date('2020-01-01T00:00:00.500Z'));
  });

  it('packs sums as whole numbers, and what Arrow cannot hold as text', async () => {
    const { bytes } = await connection.arrow(
      "SELECT sum(i) AS small, sum(i) * 100000000000000000000 AS large, 'infinity'::DATE AS d, 'infinity'::TIMESTAMP AS t FROM range(10) t(i)",
    );
    const table = tableFromIPC(bytes, { useBigInt: true, useDate: true });
    expect(['small', 'large', 'd', 't'].map((name) => table.getChild(name).at(0))).toEqual([
      45n,
      '4500000000000000000000',
      'infinity',
      'infinity',
    ]);
  });

  it('describes an empty result without losing its columns', async () => {
    const { rows, columns } = await connection.arrow("SELECT 1 AS a, DATE '2020-01-01' AS b WHERE false");
    expect(rows).toBe(0);
    expect(columns.map((c) => c.name)).toEqual(['a', 'b']);
  });

  it('reads no further than asked, and says so', async () => {
    const { rows, truncated } = await connection.arrow('SELECT i FROM range(1000000000) t(i)', [], quiet, 10);
    expect({ rows, truncated }).toEqual({ rows: 10, truncated: true });
    expect((await connection.arrow('SELECT 1', [], quiet, 10)).truncated).toBe(false);
  });

  it('hears a cancel at whatever moment of a query’s beginning it comes', async () => {
    for (const ticks of [0, 1, 2, 3, 5, 8, 13, 21]) {
      const abort = new AbortController();
      const endless = connection.one('SELECT count(*) AS n FROM range(1000000000000) r(i) WHERE i % 7 = 3', [], {
        ...quiet,
        signal: abort.signal,
      });
      const failed = expect(endless, `after ${ticks} ticks`).rejects.toMatchObject({ code: 'cancelled' });
      for (let i = 0; i < ticks; i++) await null;
      abort.abort();
      await failed;
    }
    expect(await connection.one('SELECT 1 AS one')).toEqual({ one: 1 });
  });

  it('cancels a running query and stays usable', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const context = { signal: abort.signal, progress: () => {} };
    await expect(
      connection.rows('SELECT count(DISTINCT i % 99999971) AS c FROM range(3000000000) t(i)', [], context),
    ).rejects.toMatchObject({ name: 'Failure', code: 'cancelled' });
    expect(await connection.one('SELECT 1 AS one')).toEqual({ one: 1 });
  });

  it('runs statements asked for at once one after the other', async () => {
    const all = await Promise.all([1, 2, 3].map((n) => connection.one('SELECT $1::INT AS n', [n])));
    expect(all).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
});

describe('an error', () => {
  it('never repeats a stored value', async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE p AS SELECT 'Maria O''Brien "Jo" Gonzalez of Leeds 1957-03-02' AS name`,
    );
    for (const sql of [
      'SELECT name::INT FROM p',
      'SELECT CAST(name AS DATE) FROM p',
      'SELECT 9223372036854775807 + length(name) FROM p',
    ]) {
      const failure = await connection.rows(sql).then(
        () => expect.unreachable(),
        (e: Error) => e,
      );
      expect(failure).toMatchObject({ name: 'Failure', code: 'sql' });
      expect(failure.message).not.toMatch(/Maria|Brien|Jo\b|Gonzalez|Leeds|1957|9223/);
    }
  });

  it('keeps what it says about the statement itself', async () => {
    await expect(connection.rows('SELECT nmae FROM p')).rejects.toThrow(/nmae[\s\S]*name/);
  });
});
