import type { Connection } from '../engine/database.ts';

/** Names of concepts from the dataset's dictionary; “concept 123” where it has none. */
export async function conceptNames(
  connection: Connection,
  ids: readonly number[],
  tables: ReadonlySet<string>,
): Promise<(id: number) => string> {
  const known = new Map<number, string>();
  if (tables.has('concept') && ids.length > 0) {
    const rows = await connection.rows<{ id: number; name: string }>(
      `SELECT concept_id AS id, concept_name AS name FROM cdm.concept WHERE concept_id IN (${[...new Set(ids)].join(', ')})`,
    );
    for (const { id, name } of rows) known.set(id, name);
  }
  return (id) => known.get(id) ?? `concept ${id}`;
}
