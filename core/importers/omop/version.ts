import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { SourceTable } from '../importer.ts';
import { sourceOf } from './column-plan.ts';

/** Columns that only one version has; the renamed ones tell them apart in nearly every database. */
const only54: readonly string[] = [
  'admitted_from_concept_id',
  'discharged_to_concept_id',
  'parent_visit_detail_id',
  'procedure_end_date',
  'unit_source_concept_id',
  'measurement_event_id',
  'observation_event_id',
  'cdm_version_concept_id',
];
const only53: readonly string[] = ['admitting_source_concept_id', 'discharge_to_concept_id', 'visit_detail_parent_id'];

/** `5.3` or `5.4`: what `cdm_source` says, or else what the columns show; null where neither does. */
export async function cdmVersion(
  tables: readonly SourceTable[],
  connection: Connection,
  context: JobContext,
): Promise<string | null> {
  const stated = await statedVersion(tables, connection, context);
  if (stated !== null) return stated;
  const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name.toLowerCase())));
  if (only54.some((name) => columns.has(name))) return '5.4';
  return only53.some((name) => columns.has(name)) ? '5.3' : null;
}

async function statedVersion(
  tables: readonly SourceTable[],
  connection: Connection,
  context: JobContext,
): Promise<string | null> {
  const part = tables.find((table) => table.name === 'cdm_source')?.parts[0];
  const column = part && sourceOf(part, 'cdm_version');
  if (!part || !column) return null;
  const sql = `SELECT max(regexp_extract(CAST(${identifier(column.name)} AS VARCHAR), '5\\.[0-9]')) AS v FROM ${part.relation}`;
  const { v } = await connection.one<{ v: string | null }>(sql, [], context);
  return v === '' ? null : v;
}
