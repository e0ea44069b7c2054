import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import type { ClinicalTable } from './clinical-tables.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

export interface Uses {
  readonly persons: number;
  readonly records: number;
}

/** Answers by index and by the used concepts of a set: an editor asks again at each step back and forth. */
const kept = new WeakMap<VocabularyIndex, Map<string, Uses>>();
const mostKept = 200;

/**
 * Persons and records with any concept of the temporary table `resolved`: each once, however many of them it names.
 *
 * @throws Failure `cancelled`.
 */
export async function usesOfAny(
  connection: Connection,
  index: VocabularyIndex,
  tables: readonly ClinicalTable[],
  context: JobContext,
): Promise<Uses> {
  const { key } = await connection.one<{ key: string | null }>(
    `SELECT CASE WHEN count(*) > 0 THEN concat_ws(' ', count(*), sum(hash(concept_id)::HUGEINT), sum(hash(concept_id, 1)::HUGEINT)) END AS key
    FROM ${index.schema}.use WHERE column_name IS NULL AND concept_id IN (SELECT concept_id FROM resolved)`,
    [],
    context,
  );
  if (key === null) return { persons: 0, records: 0 };
  const answers = kept.get(index) ?? new Map<string, Uses>();
  kept.set(index, answers);
  const uses = answers.get(key) ?? (await countUsesOfAny(connection, index, tables, context));
  answers.delete(key);
  answers.set(key, uses);
  for (const oldest of answers.keys()) if (answers.size > mostKept) answers.delete(oldest);
  return uses;
}

/** Reads only the columns that name one of the concepts anywhere. */
async function countUsesOfAny(
  connection: Connection,
  { schema }: VocabularyIndex,
  tables: readonly ClinicalTable[],
  context: JobContext,
): Promise<Uses> {
  const used = await connection.rows<{ table: string; column: string }>(
    `SELECT DISTINCT table_name AS "table", column_name AS "column" FROM ${schema}.use
    WHERE column_name IS NOT NULL AND concept_id IN (SELECT concept_id FROM resolved)`,
    [],
    context,
  );
  const parts = tables.flatMap(({ table, isCounted }) => {
    const columns = used.filter((use) => use.table === table).map(({ column }) => column);
    if (!isCounted || columns.length === 0) return [];
    const any = columns.map((column) => `${column} IN (SELECT concept_id FROM resolved)`).join(' OR ');
    return `SELECT person_id FROM cdm.${table} WHERE ${any}`;
  });
  if (parts.length === 0) return { persons: 0, records: 0 };
  const { persons, records } = await connection.one<{ persons: number; records: number }>(
    `SELECT count(DISTINCT person_id) AS persons, count(*) AS records FROM (${parts.join(' UNION ALL ')})`,
    [],
    context,
  );
  return { persons, records };
}
