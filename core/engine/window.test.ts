import { tableFromIPC } from '@uwdata/flechette';
import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { keepOrders } from './kept-order.ts';
import { readWindow, type WindowRequest } from './window.ts';
import { openWorkspace } from './workspace.ts';

const rows = 1_200_000;
const workspace = await openWorkspace({ threads: 2, memoryLimit: '1GB' });
const connection = await workspace.connect();
await connection.run("ATTACH ':memory:' AS cdm");
await connection.run(
  `CREATE TABLE cdm.main.measurement AS SELECT i AS id, CASE WHEN i % 10 = 0 THEN NULL ELSE (i * 7919) % 1000 END AS value FROM range(${rows}) t(i)`,
);
afterAll(() => {
  connection.close();
  workspace.close();
});

const tables = [{ name: 'measurement', rows, columns: [{ name: 'id' }, { name: 'value' }] }];
const window = async (request: Omit<WindowRequest, 'table'>, orders = workspace.orders) => {
  const { table } = await readWindow(connection, orders, tables, { table: 'measurement', ...request }, quiet);
  return [...tableFromIPC(table).getChild('id')].map(Number);
};

describe('a window', () => {
  it('in file order is where it should be', async () => {
    expect(await window({ offset: 1_000_000, limit: 3 })).toEqual([1_000_000, 1_000_001, 1_000_002]);
    expect(await window({ offset: rows - 1, limit: 500 })).toEqual([rows - 1]);
    expect(await window({ offset: rows + 5, limit: 500 })).toEqual([]);
  });

  it.each([
    [false, 0],
    [false, 700_000],
    [true, 900_000],
    [true, rows - 3],
  ])('sorted (descending: %s) from row %i is what sorting the whole table gives', async (descending, offset) => {
    const whole = await connection.rows<{ id: number }>(
      `SELECT id FROM cdm.main.measurement ORDER BY value ${descending ? 'DESC' : 'ASC'} NULLS LAST, rowid LIMIT 5 OFFSET ${offset}`,
    );
    expect(await window({ offset, limit: 5, sort: { column: 'value', descending } })).toEqual(
      whole.map(({ id }) => id),
    );
  });

  it('refuses a table or a column that is not there', async () => {
    await expect(window({ offset: 0, limit: 1, columns: ['id', 'nope'] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      window({ offset: 0, limit: 1, sort: { column: 'nope; DROP TABLE x', descending: true } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('kept orders', () => {
  const tableCount = async () =>
    (
      await connection.one<{ n: number }>(
        "SELECT count(*) AS n FROM duckdb_tables() WHERE table_name LIKE 'row_order_%'",
      )
    ).n;

  it('are made once, and only the latest stay', async () => {
    const orders = keepOrders(1);
    const before = await tableCount();
    const sort = { column: 'value', descending: false };
    const [one, again] = await Promise.all([
      orders.of(connection, 'cdm.main.measurement', sort, quiet),
      orders.of(connection, 'cdm.main.measurement', sort, quiet),
    ]);
    expect(again).toBe(one);
    const other = await orders.of(connection, 'cdm.main.measurement', { ...sort, descending: true }, quiet);
    expect(other).not.toBe(one);
    expect(await tableCount()).toBe(before + 1);
  });

  it('are made again after the job that made one was cancelled', async () => {
    const orders = keepOrders();
    const sort = { column: 'value', descending: false };
    const abort = AbortSignal.abort();
    await expect(
      orders.of(connection, 'cdm.main.measurement', sort, { signal: abort, progress: () => {} }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(await orders.of(connection, 'cdm.main.measurement', sort, quiet)).toMatch(/row_order/);
  });
});
