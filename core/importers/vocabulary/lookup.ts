/** Relations of a vocabulary at hand, as SQL. */
export interface Vocabulary {
  readonly concept: string;
  /** Null where there is none. */
  readonly conceptRelationship: string | null;
}

/** Concepts of one's own begin here: https://ohdsi.github.io/CommonDataModel/ (“2-billionaires”). */
export const ownConcepts = 2_000_000_000;

/**
 * SQL: `vocabulary_id`, `code`, `source_id` (the code's own concept) and `concept_id` (the standard one it maps to, NULL
 * where none is known) for each pair in `codes` that the vocabulary knows; the lowest id where there are several.
 * Vocabularies are told by name in any letter case.
 */
export function lookedUp(codes: string, vocabulary: Vocabulary | null): string {
  if (vocabulary === null)
    return 'SELECT NULL::VARCHAR AS vocabulary_id, NULL::VARCHAR AS code, NULL::BIGINT AS source_id, NULL::BIGINT AS concept_id WHERE false';
  const { concept, conceptRelationship } = vocabulary;
  const maps = conceptRelationship
    ? `SELECT r.concept_id_1 AS id, min(r.concept_id_2) AS standard FROM ${conceptRelationship} r
       JOIN ${concept} t ON t.concept_id = r.concept_id_2 AND t.standard_concept = 'S'
       WHERE r.relationship_id = 'Maps to' AND nullif(trim(r.invalid_reason), '') IS NULL GROUP BY 1`
    : 'SELECT NULL::BIGINT AS id, NULL::BIGINT AS standard WHERE false';
  return `SELECT o.vocabulary_id, o.code, min(c.concept_id) AS source_id,
      min(coalesce(m.standard, CASE WHEN c.standard_concept = 'S' THEN c.concept_id END)) AS concept_id
    FROM (SELECT DISTINCT vocabulary_id, code FROM ${codes}) o
    JOIN ${concept} c ON lower(c.vocabulary_id) = lower(o.vocabulary_id) AND c.concept_code = o.code
    LEFT JOIN (${maps}) m ON m.id = c.concept_id GROUP BY 1, 2`;
}
