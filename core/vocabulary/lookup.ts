import type { JobContext } from '../../contract/context.ts';
import type { ConceptSummary } from '../../contract/vocabulary.ts';
import type { Connection, Row } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { summaryColumns, type VocabularyIndex } from './vocabulary-index.ts';

/** Ids as a query of (n, id), n from 1: one text, since DuckDB plans long lists of values slowly. */
export const idList = (ids: readonly number[]): string =>
  `SELECT unnest(range(1, ${ids.length + 1})) AS n, unnest(CAST(${literal(`[${ids.join(', ')}]`)} AS BIGINT[])) AS id`;

/** Up to so many, a list of ids is read by the index on `concept_id`; more, by a scan (DuckDB's index_scan_max_count). */
const mostByIndex = 2000;

/** Rows of the index's `concept` by id, with further columns of it. */
export async function conceptRows<R extends Row>(
  connection: Connection,
  { schema }: VocabularyIndex,
  ids: readonly number[],
  further: readonly string[],
  context: JobContext,
): Promise<Map<number, Row & ConceptSummary & R>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const chosen = asked.length <= mostByIndex ? asked.join(', ') : `SELECT id FROM (${idList(asked)})`;
  const rows = await connection.rows<Row & ConceptSummary & R>(
    `SELECT ${[summaryColumns('c'), ...further].join(', ')} FROM ${schema}.concept c WHERE c.concept_id IN (${chosen})`,
    [],
    context,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Concepts by id, in the order asked; null for one that the vocabulary does not know. */
export async function lookUp(
  connection: Connection,
  index: VocabularyIndex,
  ids: readonly number[],
  context: JobContext,
): Promise<(ConceptSummary | null)[]> {
  const known = await conceptRows(connection, index, ids, [], context);
  return ids.map((id) => known.get(id) ?? null);
}

/** The concepts there are, in the order asked. */
export async function knownOf(
  connection: Connection,
  index: VocabularyIndex,
  ids: readonly number[],
  context: JobContext,
): Promise<ConceptSummary[]> {
  return (await lookUp(connection, index, ids, context)).filter((concept) => concept !== null);
}
