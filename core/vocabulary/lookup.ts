import type { JobContext } from '../../contract/context.ts';
import type { ConceptSummary } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { summaryColumns, type VocabularyIndex } from './vocabulary-index.ts';

/** Ids as a query of (n, id), n from 1: one text, since DuckDB plans long lists of values slowly. */
export const idList = (ids: readonly number[]): string =>
  `SELECT unnest(range(1, ${ids.length + 1})) AS n, unnest(CAST(${literal(`[${ids.join(', ')}]`)} AS BIGINT[])) AS id`;

/** Concepts by id, in the order asked; null for one that the vocabulary does not know. */
export async function lookUp(
  connection: Connection,
  { schema }: VocabularyIndex,
  ids: readonly number[],
  context: JobContext,
): Promise<(ConceptSummary | null)[]> {
  if (ids.length === 0) return [];
  const rows = await connection.rows<ConceptSummary>(
    `SELECT ${summaryColumns('c')} FROM ${schema}.concept c WHERE c.concept_id IN (SELECT id FROM (${idList(ids)}))`,
    [],
    context,
  );
  const known = new Map(rows.map((concept) => [concept.id, concept]));
  return ids.map((id) => known.get(id) ?? null);
}
