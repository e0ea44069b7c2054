import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../../core/engine/database.ts';

/** Children of each concept: of a million the top has all below it, the next some 125,000 each. */
const children = 8;

const parent = (id: string) => `((${id} + ${children - 2}) // ${children})`;

/** Every concept with all above it, itself too, in no order, as a vocabulary comes. */
const ancestors = `CREATE TABLE concept_ancestor AS
  WITH RECURSIVE above(ancestor, descendant, levels) AS (
    SELECT concept_id, concept_id, 0 FROM concept
    UNION ALL SELECT ${parent('ancestor')}, descendant, levels + 1 FROM above WHERE ancestor > 1)
  SELECT ancestor AS ancestor_concept_id, descendant AS descendant_concept_id,
    levels AS min_levels_of_separation, levels AS max_levels_of_separation
  FROM above ORDER BY hash(ancestor, descendant)`;

/** Each concept that is not standard maps to the next standard one; the next level up and down. */
const relationships = `CREATE TABLE concept_relationship AS
  WITH known AS (
    SELECT concept_id, standard_concept,
      min(concept_id) FILTER (standard_concept = 'S') OVER (ORDER BY concept_id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS target
    FROM concept),
  pairs AS (
    SELECT concept_id AS a, target AS b, 'Maps to' AS there, 'Mapped from' AS back FROM known WHERE target IS NOT NULL
    UNION ALL SELECT concept_id, ${parent('concept_id')}, 'Is a', 'Subsumes' FROM known WHERE concept_id > 1)
  SELECT *, NULL::VARCHAR AS invalid_reason FROM (
    SELECT a AS concept_id_1, b AS concept_id_2, there AS relationship_id FROM pairs UNION ALL SELECT b, a, back FROM pairs)
  ORDER BY hash(concept_id_1, concept_id_2, relationship_id)`;

/** A record for each concept on average, half of them of one in a thousand. */
const records = `CREATE TABLE condition_occurrence AS
  WITH known AS (SELECT count(*) AS n FROM concept)
  SELECT (hash(i) % greatest(n // 10, 1) + 1)::BIGINT AS person_id,
    (hash(i, 1) % CASE WHEN i % 2 = 0 THEN greatest(n // 1000, 1) ELSE n END + 1)::BIGINT AS condition_concept_id,
    (hash(i, 2) % n + 1)::BIGINT AS condition_source_concept_id
  FROM known, range(n) t(i)`;

/** Makes what stands around the tables `concept` and `concept_synonym`: hierarchy, mappings, and records of some. */
export async function makeHierarchy(connection: Connection, context: JobContext): Promise<void> {
  for (const sql of [ancestors, relationships, records]) await connection.run(sql, [], context);
}
