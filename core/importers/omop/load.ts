import type { JobContext } from '../../../contract/context.ts';
import type { LoadedTable, LoadOptions, LoadResult } from '../importer.ts';
import { cdmTables } from './cdm/tables.ts';
import { createTable, extraColumns, loadTable } from './load-table.ts';
import type { OmopPlan } from './plan.ts';
import { createRejected } from './reject.ts';

/** Loads every table of the plan and creates, empty, those of the CDM it did not bring. */
export async function loadOmop(plan: OmopPlan, options: LoadOptions, context: JobContext): Promise<LoadResult> {
  const { connection, catalog, isDropped } = options;
  await connection.run(`CREATE SCHEMA ${catalog}.rejected`);
  const sources = new Map(plan.tables.map((table) => [table.name, table]));
  const total = plan.tables.reduce((sum, table) => sum + table.rows, 0);
  const tables: LoadedTable[] = [];
  let done = 0;
  for (const table of cdmTables.values()) {
    const source = sources.get(table.name);
    await connection.run(createTable(catalog, table, source ? extraColumns(source, isDropped) : []));
    if (!source) continue;
    await connection.run(createRejected(catalog, table.name));
    context.progress({ stage: `loading ${table.name}`, done, total });
    const within: JobContext = { signal: context.signal, progress: () => {} };
    tables.push(await loadTable(source, table, source.dateFormats, options, within));
    done += source.rows;
  }
  context.progress({ stage: 'loaded', done, total });
  return { tables, absent: [...cdmTables.keys()].filter((name) => !sources.has(name)) };
}
