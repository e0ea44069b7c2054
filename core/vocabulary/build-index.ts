import { type JobContext, stage } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import { clinicalTables } from './clinical-tables.ts';
import { countUses } from './count-uses.ts';
import { folded } from './fold.ts';
import { hierarchyOf } from './hierarchy.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/**
 * Builds the index of the dataset attached as `cdm` in an empty schema, with counts or without.
 *
 * @throws Failure `cancelled`, `disk_full`; what was made stays and is the caller's to remove.
 */
export async function buildIndex(
  connection: Connection,
  schema: string,
  manifest: DatasetManifest,
  isCounted: boolean,
  context: JobContext,
): Promise<VocabularyIndex> {
  if (isCounted) await countUses(connection, schema, clinicalTables(manifest), hierarchyOf(manifest), context);
  const preparing = stage(context, 'Preparing the search');
  await connection.run(conceptTable(schema, isCounted), [], preparing);
  await connection.run(codeTable(schema), [], preparing);
  if (isCounted) await connection.run(`DROP TABLE ${schema}.used; DROP TABLE ${schema}.used_below`);
  return { schema, isCounted };
}

/** Answers of equal rank come in the order of `place`: standard, used, records, shorter name, id. */
const order =
  "standard IS DISTINCT FROM 'S', coalesce(records, 0) = 0, coalesce(records, 0) DESC, length(name), concept_id";

function conceptTable(schema: string, isCounted: boolean): string {
  const counts = isCounted
    ? 'coalesce(u.records, 0) AS records, coalesce(u.persons, 0) AS persons, coalesce(b.records, 0) AS records_below'
    : 'NULL::BIGINT AS records, NULL::BIGINT AS persons, NULL::BIGINT AS records_below';
  const joins = isCounted
    ? `LEFT JOIN ${schema}.used u USING (concept_id) LEFT JOIN ${schema}.used_below b USING (concept_id)`
    : '';
  return `CREATE TABLE ${schema}.concept AS
    WITH known AS (
      SELECT concept_id, coalesce(concept_name, '') AS name, coalesce(concept_code, '') AS code,
        coalesce(vocabulary_id, '') AS vocabulary, coalesce(domain_id, '') AS domain, coalesce(concept_class_id, '') AS concept_class,
        CASE WHEN standard_concept IN ('S', 'C') THEN standard_concept END AS standard,
        CASE WHEN invalid_reason IN ('D', 'U') THEN invalid_reason END AS invalid
      FROM cdm.concept QUALIFY row_number() OVER (PARTITION BY concept_id ORDER BY invalid_reason NULLS FIRST) = 1),
    synonyms AS (
      SELECT concept_id, string_agg('~ ' || term || chr(10), '' ORDER BY term) AS terms
      FROM (SELECT DISTINCT concept_id, ${folded('concept_synonym_name')} AS term FROM cdm.concept_synonym) GROUP BY 1),
    counted AS (
      SELECT known.*, ${counts}, '= ' || ${folded('name')} || chr(10) || coalesce(terms, '') AS text
      FROM known LEFT JOIN synonyms USING (concept_id) ${joins})
    SELECT (row_number() OVER (ORDER BY ${order}) - 1)::BIGINT AS place, * FROM counted
    ORDER BY place`;
}

function codeTable(schema: string): string {
  return `CREATE TABLE ${schema}.code AS
    SELECT DISTINCT term, place FROM (
      SELECT ${folded('code')} AS term, place FROM ${schema}.concept
      UNION ALL SELECT concept_id::VARCHAR, place FROM ${schema}.concept)
    WHERE term <> '' ORDER BY term`;
}
