import type { JobContext } from '../../../contract/context.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { LoadedTable, LoadOptions, LoadResult, SourceTable } from '../importer.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import { loadOmop } from '../omop/load.ts';
import { otherRefused } from './accounts.ts';
import type { FhirPlan } from './plan.ts';

/** The tables of the CDM as `loadOmop` loads them, then what the gate let stay beside them and what was refused. */
export async function loadFhir(plan: FhirPlan, options: LoadOptions, context: JobContext): Promise<LoadResult> {
  const cdm = plan.tables.filter(({ name }) => cdmTables.has(name));
  const { tables, absent } = await loadOmop({ ...plan, tables: cdm }, options, context);
  const beside: LoadedTable[] = [];
  for (const table of plan.tables.filter(({ name }) => !cdmTables.has(name))) {
    const loaded = await loadBeside(table, options, context);
    if (loaded) beside.push(loaded);
  }
  const { connection, catalog } = options;
  await connection.run(`CREATE TABLE ${catalog}.rejected.fhir AS ${otherRefused(plan.refused)}`, [], context);
  return { tables: [...tables, ...beside], absent };
}

async function loadBeside(
  { name, columns, parts, rows }: SourceTable,
  { connection, catalog, isDropped }: LoadOptions,
  context: JobContext,
): Promise<LoadedTable | null> {
  const kept = columns.filter((column) => !isDropped(name, column.name)).map((column) => identifier(column.name));
  if (kept.length === 0) return null;
  const table = `fhir_${name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()}`;
  const from = parts.map(({ relation }) => `SELECT person_id, ${kept.join(', ')} FROM ${relation}`).join(' UNION ALL ');
  await connection.run(`CREATE TABLE ${catalog}.main.${identifier(table)} AS ${from}`, [], context);
  return { name: table, rows, rejected: 0, date: null };
}
