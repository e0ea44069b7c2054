import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import type { Ask } from './ask.ts';

interface TopQuery {
  readonly ask: Ask;
  readonly leads: readonly number[];
  readonly limit: number;
  /** Drugs are counted by ingredient where the dictionary knows it. */
  readonly byIngredient: boolean;
}

/**
 * The concepts of `feature_events` recorded for the most rows within the window at any of the leads, so that they are the
 * same at each; 0, “no concept”, never.
 */
export const topConceptsSql = ({ ask, leads, limit, byIngredient }: TopQuery) => {
  const [from, to] = [ask.window.fromDay - Math.max(...leads), ask.window.toDay - Math.min(...leads)];
  const needsNumber = ask.statistics.some((statistic) => ['last', 'mean', 'slope'].includes(statistic));
  const concept = byIngredient ? 'coalesce(i.concept_id, e.concept_id)' : 'e.concept_id';
  const ingredients = byIngredient
    ? `
LEFT JOIN (
  SELECT a.descendant_concept_id AS drug, a.ancestor_concept_id AS concept_id
  FROM cdm.concept_ancestor AS a JOIN cdm.concept AS k ON k.concept_id = a.ancestor_concept_id
  WHERE k.concept_class_id = 'Ingredient' AND k.standard_concept = 'S'
) AS i ON i.drug = e.concept_id`
    : '';
  return `SELECT ${concept} AS concept_id, count(DISTINCT e.row_id) AS rows
FROM feature_events AS e${ingredients}
WHERE e.day BETWEEN ${from} AND ${to} AND e.concept_id <> 0${needsNumber ? ' AND isfinite(e.value)' : ''}
GROUP BY ALL
ORDER BY rows DESC, concept_id
LIMIT ${limit}`;
};

/** The concept ids an ask means, with the SQL that found them where it was a search. */
export async function conceptsOf(
  connection: Connection,
  ask: Ask,
  leads: readonly number[],
  tables: ReadonlySet<string>,
  context: JobContext,
): Promise<{ readonly conceptIds: readonly number[]; readonly descendants: boolean; readonly sql: readonly string[] }> {
  if (ask.concepts === 'any') return { conceptIds: [], descendants: false, sql: [] };
  if (typeof ask.concepts !== 'string') return { conceptIds: ask.concepts, descendants: ask.descendants, sql: [] };
  const byIngredient = ask.domain === 'drug' && tables.has('concept_ancestor') && tables.has('concept');
  const sql = topConceptsSql({ ask, leads, limit: Number(ask.concepts.slice('top:'.length)), byIngredient });
  const rows = await connection.rows<{ concept_id: number }>(sql, [], context);
  return { conceptIds: rows.map((row) => row.concept_id), descendants: ask.descendants || byIngredient, sql: [sql] };
}
