import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { LoadedTable, LoadOptions, LoadResult } from '../importer.ts';
import { isRequired } from './cdm/table.ts';
import { cdmTables } from './cdm/tables.ts';
import { createTable } from './fill.ts';
import { extraColumns, loadTable } from './load-table.ts';
import type { OmopPlan, OmopTable } from './plan.ts';
import { createRejected } from './reject.ts';

/** Loads every table of the plan and creates, empty, those of the CDM it did not bring. */
export async function loadOmop(plan: OmopPlan, options: LoadOptions, context: JobContext): Promise<LoadResult> {
  const { connection, catalog, isDropped } = options;
  for (const table of plan.tables) refuseDroppedKeys(table, isDropped);
  await connection.run(`CREATE SCHEMA ${catalog}.rejected`);
  const sources = new Map(plan.tables.map((table) => [table.name, table]));
  const total = plan.tables.reduce((sum, table) => sum + table.rows, 0);
  const tables: LoadedTable[] = [];
  let done = 0;
  for (const table of cdmTables.values()) {
    const source = sources.get(table.name);
    const isThere = source?.parts.some(({ inPlace }) => inPlace) === true;
    if (!isThere) await connection.run(createTable(catalog, table, source ? extraColumns(source, isDropped) : []));
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

/** Without its keys and its date a row means nothing. */
function refuseDroppedKeys(source: OmopTable, isDropped: LoadOptions['isDropped']): void {
  const { columns } = cdmTables.get(source.name)!;
  const key = Object.keys(columns).find((name) => isRequired(columns[name]!) && isDropped(source.name, name));
  if (key === undefined) return;
  throw new Failure(
    'invalid_input',
    `${source.name}.${key} cannot be dropped: no row can do without it. Attest it with a reason, or leave the table out.`,
  );
}
