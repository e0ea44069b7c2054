import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';

/**
 * Which CDM tables this connection has, by name: a dataset may hold any subset.
 *
 * @throws Failure `invalid_input` where there is no `person`.
 */
export async function availableTables(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.rows<{ name: string }>(
    "SELECT lower(table_name) AS name FROM information_schema.tables WHERE table_schema = 'cdm' OR table_catalog = 'cdm'",
  );
  const tables = new Set(rows.map(({ name }) => name));
  if (!tables.has('person')) {
    throw new Failure(
      'invalid_input',
      'This dataset has no table person, and features are one row per person. Import it first.',
    );
  }
  return tables;
}

export const dictionaryNotice = (tables: ReadonlySet<string>): string[] =>
  tables.has('concept_ancestor')
    ? []
    : [
        'This dataset has no table concept_ancestor: a concept counts only where it was recorded itself, without its descendants.',
      ];
