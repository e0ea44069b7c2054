import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from './database.ts';
import { identifier } from './sql-text.ts';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Orders of large tables, each made once: the table's row ids, sorted by one column, in memory. */
export interface KeptOrders {
  /** Name of a table whose `id` at row n is the row id of the n-th row of `from` in this order. */
  of(connection: Connection, from: string, sort: Sort, context: JobContext): Promise<string>;
}

export const orderBy = ({ column, descending }: Sort): string =>
  `${identifier(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST, rowid`;

let made = 0;

/** Keeps the latest `most` orders; 8 bytes a row each. */
export function keepOrders(most = 2): KeptOrders {
  const kept = new Map<string, Promise<string>>();

  async function make(connection: Connection, from: string, sort: Sort, context: JobContext): Promise<string> {
    const name = `memory.main.row_order_${++made}`;
    await connection.run(
      `CREATE TABLE ${name} AS SELECT rowid AS id FROM ${from} ORDER BY ${orderBy(sort)}`,
      [],
      context,
    );
    return name;
  }

  async function dropOldest(connection: Connection): Promise<void> {
    const [oldest] = kept;
    if (kept.size < most || !oldest) return;
    kept.delete(oldest[0]);
    await connection.run(`DROP TABLE IF EXISTS ${await oldest[1]}`);
  }

  return {
    async of(connection, from, sort, context) {
      const key = JSON.stringify([from, sort.column, sort.descending]);
      for (;;) {
        const have = kept.get(key);
        if (!have) await dropOldest(connection);
        const order = kept.get(key) ?? make(connection, from, sort, context);
        kept.set(key, order);
        try {
          return await order;
        } catch (error) {
          if (kept.get(key) === order) kept.delete(key);
          // Another window's job was making it and was cancelled; this one was not.
          const mine = have === undefined || context.signal.aborted || Failure.from(error).code !== 'cancelled';
          if (mine) throw error;
        }
      }
    },
  };
}
