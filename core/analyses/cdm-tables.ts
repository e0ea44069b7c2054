import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';

/** Which tables of the CDM this connection has, by name: a dataset may hold any subset. */
export async function cdmTables(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.rows<{ name: string }>(
    "SELECT lower(table_name) AS name FROM information_schema.tables WHERE table_schema = 'cdm' OR table_catalog = 'cdm'",
  );
  return new Set(rows.map((row) => row.name));
}

/** @throws Failure `invalid_input` where the dataset lacks a table the analysis cannot do without. */
export function needTable(tables: ReadonlySet<string>, name: string, why: string): void {
  if (tables.has(name)) return;
  throw new Failure('invalid_input', `This dataset has no table ${name}, and ${why}. Import it, then run again.`, {
    table: name,
  });
}
