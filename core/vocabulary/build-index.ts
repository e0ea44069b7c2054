import { type JobContext, stage } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import { buildWords } from './build-words.ts';
import { clinicalTables } from './clinical-tables.ts';
import { countUses } from './count-uses.ts';
import { folded } from './fold.ts';
import { dropKin, having, hierarchyOf, readKin, relativeTables } from './hierarchy.ts';
import { readIndex, type VocabularyIndex } from './vocabulary-index.ts';

/**
 * Builds the index of the dataset attached as `cdm` in an empty schema, with counts or without.
 *
 * @throws Failure `cancelled`, `disk_full`; what was made stays and is the caller's to remove.
 */
export async function buildIndex(
  connection: Connection,
  schema: string,
  manifest: Pick<DatasetManifest, 'tables'>,
  isCounted: boolean,
  context: JobContext,
): Promise<VocabularyIndex> {
  await readKin(connection, hierarchyOf(manifest), stage(context, 'Reading the hierarchy'));
  if (isCounted) await countUses(connection, schema, clinicalTables(manifest), context);
  const preparing = stage(context, 'Preparing the search');
  const tables = [conceptTable(schema, isCounted), ...rowIndexes(schema), termTable(schema), codeTable(schema)];
  for (const sql of tables) await connection.run(sql, [], preparing);
  await buildWords(connection, schema, preparing);
  for (const sql of relativeTables(schema)) await connection.run(sql, [], stage(context, 'Sorting the hierarchy'));
  await dropKin(connection);
  if (isCounted) await connection.run('DROP TABLE temp.main.used; DROP TABLE temp.main.used_below');
  return readIndex(connection, schema, isCounted);
}

/**
 * Answers of equal rank come in the order of `place`. That those used through a descendant stand together makes
 * “standard only” and “used only” ranges of it.
 */
const order =
  "standard IS DISTINCT FROM 'S', coalesce(records_below, 0) = 0, coalesce(records, 0) DESC, length(name), concept_id";

function conceptTable(schema: string, isCounted: boolean): string {
  const counts = isCounted
    ? 'coalesce(u.records, 0) AS records, coalesce(u.persons, 0) AS persons, coalesce(b.records, 0) AS records_below'
    : 'NULL::BIGINT AS records, NULL::BIGINT AS persons, NULL::BIGINT AS records_below';
  const joins = isCounted
    ? `LEFT JOIN temp.main.used u USING (concept_id) LEFT JOIN temp.main.used_below b USING (concept_id)`
    : '';
  return `CREATE TABLE ${schema}.concept AS
    WITH known AS (
      SELECT concept_id, coalesce(concept_name, '') AS name, coalesce(concept_code, '') AS code,
        coalesce(vocabulary_id, '') AS vocabulary, coalesce(domain_id, '') AS domain, coalesce(concept_class_id, '') AS concept_class,
        CASE WHEN standard_concept IN ('S', 'C') THEN standard_concept END AS standard,
        CASE WHEN invalid_reason IN ('D', 'U') THEN invalid_reason END AS invalid,
        concept_id IN (${having('up')}) AS has_above, concept_id IN (${having('down')}) AS has_below
      FROM cdm.concept QUALIFY row_number() OVER (PARTITION BY concept_id ORDER BY invalid_reason NULLS FIRST) = 1),
    other_names AS (
      SELECT concept_id, list(DISTINCT concept_synonym_name) AS synonyms FROM cdm.concept_synonym
      WHERE concept_synonym_name IS NOT NULL GROUP BY 1),
    counted AS (SELECT known.*, ${counts}, synonyms FROM known LEFT JOIN other_names USING (concept_id) ${joins})
    SELECT (row_number() OVER (ORDER BY ${order}) - 1)::INTEGER AS place, * FROM counted ORDER BY place`;
}

/** A page's hundred concepts lie anywhere: 5 ms of processor time by index, 95 by a scan. */
const rowIndexes = (schema: string): string[] => [
  `CREATE UNIQUE INDEX concept_by_place ON ${schema}.concept (place)`,
  `CREATE UNIQUE INDEX concept_by_id ON ${schema}.concept (concept_id)`,
];

/** Names (`is_name`) and synonyms, folded, in order: what equals the text, and names that begin with it. */
const termTable = (schema: string): string => `CREATE TABLE ${schema}.term AS
  SELECT term, place, is_name FROM (
    SELECT ${folded('name')} AS term, place, TRUE AS is_name FROM ${schema}.concept
    UNION ALL
    SELECT ${folded('concept_synonym_name')}, c.place, FALSE
    FROM cdm.concept_synonym JOIN ${schema}.concept c USING (concept_id))
  WHERE term <> '' ORDER BY term, place`;

const codeTable = (schema: string): string => `CREATE TABLE ${schema}.code AS
  SELECT term, place FROM (
    SELECT ${folded('code')} AS term, place FROM ${schema}.concept
    UNION ALL SELECT concept_id::VARCHAR, place FROM ${schema}.concept)
  WHERE term <> '' ORDER BY term, place`;
