import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from './database.ts';
import { type KeptOrders, orderBy, type Sort } from './kept-order.ts';
import { identifier, literal } from './sql-text.ts';

export interface WindowRequest {
  readonly table: string;
  readonly offset: number;
  readonly limit: number;
  readonly columns?: readonly string[] | undefined;
  readonly sort?: Sort | undefined;
}

interface KnownTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string }[];
}

function known(tables: readonly KnownTable[], name: string): KnownTable {
  const table = tables.find((t) => t.name === name);
  if (!table) throw new Failure('not_found', `There is no table “${name}” in this dataset.`);
  return table;
}

function knownColumns(table: KnownTable, names: readonly string[]): string[] {
  const have = new Set(table.columns.map((column) => column.name));
  for (const name of names)
    if (!have.has(name)) throw new Failure('not_found', `Table “${table.name}” has no column “${name}”.`);
  return names.map(identifier);
}

/** Up to here the first rows of an order are found without sorting the rest; from this size on an order is worth keeping. */
const nearTop = 20_000;
const large = 1_000_000;

interface Place {
  readonly columns: string;
  readonly from: string;
  readonly total: number;
}

/** A window in file order is a range of row ids, which DuckDB finds without reading what comes before it. */
const inFileOrder = ({ columns, from }: Place, { offset, limit }: WindowRequest) =>
  `SELECT ${columns} FROM ${from} AS t WHERE t.rowid >= ${literal(offset)} AND t.rowid < ${literal(offset + limit)}`;

/** Only the sort column is read for the order; the window's rows are fetched by their ids. */
const sortedNow = ({ columns, from }: Place, { offset, limit }: WindowRequest, sort: Sort) => `WITH page AS (
  SELECT rowid AS id, row_number() OVER () AS place
  FROM (SELECT rowid, ${identifier(sort.column)} FROM ${from} ORDER BY ${orderBy(sort)} LIMIT ${literal(limit)} OFFSET ${literal(offset)})
)
SELECT ${columns} FROM ${from} AS t JOIN page ON t.rowid = page.id ORDER BY page.place`;

const byKeptOrder = ({ columns, from }: Place, { offset, limit }: WindowRequest, order: string) =>
  `SELECT ${columns} FROM ${from} AS t
JOIN (SELECT id, rowid AS place FROM ${order} WHERE rowid >= ${literal(offset)} AND rowid < ${literal(offset + limit)}) AS page ON t.rowid = page.id
ORDER BY page.place`;

/**
 * Rows `offset` … `offset + limit` of a dataset's table as Arrow, in file order or in the order of one column. Deep in
 * a large sorted table the order itself is made once and kept.
 */
export async function readWindow(
  connection: Connection,
  orders: KeptOrders,
  tables: readonly KnownTable[],
  request: WindowRequest,
  context: JobContext,
) {
  const table = known(tables, request.table);
  const chosen = request.columns ?? table.columns.map((column) => column.name);
  const columns = knownColumns(table, chosen)
    .map((column) => `t.${column}`)
    .join(', ');
  const place: Place = { columns, from: `cdm.main.${identifier(table.name)}`, total: table.rows };
  const { sort, offset } = request;
  let sql = inFileOrder(place, request);
  if (sort) {
    knownColumns(table, [sort.column]);
    const isQuick = place.total < large || offset < nearTop;
    sql = isQuick
      ? sortedNow(place, request, sort)
      : byKeptOrder(place, request, await orders.of(connection, place.from, sort, context));
  }
  const { rows, bytes } = await connection.arrow(sql, [], context);
  return { offset, rows, total: table.rows, table: bytes };
}

/** Why rows of a table were not loaded, with how many. */
export async function rejectedReasons(connection: Connection, table: string, context: JobContext) {
  const { n } = await connection.one<{ n: number }>(
    "SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = 'cdm' AND schema_name = 'rejected' AND table_name = $1",
    [table],
  );
  if (n === 0) return [];
  return connection.rows<{ reason: string; rows: number }>(
    `SELECT reason, count(*) AS rows FROM cdm.rejected.${identifier(table)} GROUP BY reason ORDER BY rows DESC, reason`,
    [],
    context,
  );
}
