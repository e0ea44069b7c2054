import { inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';

/** Names of concepts for rules in words; a concept that the vocabulary lacks is called by its number. */
export async function conceptNames(
  concepts: Iterable<number | null>,
  { connection, held, context }: Desk,
): Promise<(concept: number) => string> {
  const vocabulary = held.get('concept');
  const ids = [...new Set(concepts)].filter((id) => id !== null);
  const named = (names: ReadonlyMap<number, string>) => (id: number) => names.get(id) ?? `concept ${id}`;
  if (!vocabulary?.rows || ids.length === 0) return named(new Map());
  const rows = await connection.rows<{ id: number; name: string }>(
    `SELECT concept_id AS id, concept_name AS name FROM ${inDataset(vocabulary.name)} WHERE concept_id IN (${ids.join(', ')})`,
    [],
    context,
  );
  return named(new Map(rows.map(({ id, name }) => [id, name])));
}
