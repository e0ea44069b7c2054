import type { JobContext } from '../../contract/context.ts';
import type { ConceptSummary } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { folded } from './fold.ts';

/**
 * What was found of concepts whose name does not have every word: the synonym with most of them, or the code or id. By
 * concept id; nothing for those whose name says it.
 */
export async function matchedTerms(
  connection: Connection,
  { whole, words }: { readonly whole: string; readonly words: readonly string[] },
  concepts: readonly Pick<ConceptSummary, 'id'>[],
  context: JobContext,
): Promise<Map<number, string>> {
  if (words.length === 0 || concepts.length === 0) return new Map();
  const ids = concepts.map(({ id }) => id).join(', ');
  const has = (term: string) =>
    words
      .map((word) => `contains(' ' || ${term}, ${literal(word.length < 3 ? ` ${word}` : word)})::INTEGER`)
      .join(' + ');
  const rows = await connection.rows<{ id: number; term: string }>(
    `WITH named AS (
      SELECT concept_id, concept_name AS term, 0 AS kind, ${folded('concept_name')} AS plain FROM cdm.concept WHERE concept_id IN (${ids})
      UNION ALL SELECT concept_id, concept_synonym_name, 2, ${folded('concept_synonym_name')} FROM cdm.concept_synonym WHERE concept_id IN (${ids})
      UNION ALL SELECT concept_id, concept_code, 1, ${folded('concept_code')} FROM cdm.concept
        WHERE concept_id IN (${ids}) AND starts_with(${folded('concept_code')}, ${literal(whole)})
      UNION ALL SELECT concept_id, concept_id::VARCHAR, 1, concept_id::VARCHAR FROM cdm.concept
        WHERE concept_id IN (${ids}) AND starts_with(concept_id::VARCHAR, ${literal(whole)}))
    SELECT concept_id AS id, arg_max(CASE WHEN kind > 0 THEN term ELSE '' END, ((${has('plain')}) * 10 - kind, plain = ${literal(whole)}, -length(term))) AS term
    FROM named GROUP BY 1`,
    [],
    context,
  );
  return new Map(rows.flatMap(({ id, term }) => (term === '' ? [] : [[id, term] as const])));
}
