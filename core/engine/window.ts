import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from './database.ts';
import { identifier, literal } from './sql-text.ts';

export interface WindowRequest {
  readonly table: string;
  readonly offset: number;
  readonly limit: number;
  readonly columns?: readonly string[] | undefined;
  readonly sort?: { readonly column: string; readonly descending: boolean } | undefined;
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

/**
 * Rows `offset` … `offset + limit` of a dataset's table as Arrow. In file order a window is a range of row ids, which
 * DuckDB finds without reading what comes before it; sorted, only the sort column is read for the order and the
 * window's rows are fetched by id.
 */
export async function readWindow(
  connection: Connection,
  tables: readonly KnownTable[],
  request: WindowRequest,
  context: JobContext,
) {
  const table = known(tables, request.table);
  const chosen = request.columns ?? table.columns.map((column) => column.name);
  const columns = knownColumns(table, chosen)
    .map((column) => `t.${column}`)
    .join(', ');
  const from = `cdm.main.${identifier(table.name)}`;
  const { offset, limit, sort } = request;
  let sql = `SELECT ${columns} FROM ${from} AS t WHERE t.rowid >= ${literal(offset)} AND t.rowid < ${literal(offset + limit)}`;
  if (sort) {
    const [column] = knownColumns(table, [sort.column]);
    const direction = sort.descending ? 'DESC' : 'ASC';
    sql = `WITH page AS (
  SELECT rowid AS id, row_number() OVER () AS place
  FROM (SELECT rowid, ${column} FROM ${from} ORDER BY ${column} ${direction} NULLS LAST, rowid LIMIT ${literal(limit)} OFFSET ${literal(offset)})
)
SELECT ${columns} FROM ${from} AS t JOIN page ON t.rowid = page.id ORDER BY page.place`;
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
