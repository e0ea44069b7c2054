import type { JobContext } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import { clinicalTables } from './clinical-tables.ts';
import { countUses } from './count-uses.ts';
import { folded } from './fold.ts';
import { hierarchyOf } from './hierarchy.ts';
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
  if (isCounted) await countUses(connection, schema, clinicalTables(manifest), hierarchyOf(manifest), context);
  const steps = [
    conceptTable(schema, isCounted),
    ...rowIndexes(schema),
    attributeTable(schema),
    termTable(schema),
    codeTable(schema),
  ];
  const words = [tokens(schema), wordTable(schema), prefixTokens, prefixTable(schema)];
  const all = [...steps, ...words, 'DROP TABLE temp.main.token; DROP TABLE temp.main.token_prefix'];
  for (const [done, sql] of all.entries()) {
    context.progress({ stage: 'Preparing the search', done, total: all.length });
    await connection.run(sql, [], { signal: context.signal, progress: () => {} });
  }
  if (isCounted) await connection.run(`DROP TABLE ${schema}.used; DROP TABLE ${schema}.used_below`);
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
    ? `LEFT JOIN ${schema}.used u USING (concept_id) LEFT JOIN ${schema}.used_below b USING (concept_id)`
    : '';
  return `CREATE TABLE ${schema}.concept AS
    WITH known AS (
      SELECT concept_id, coalesce(concept_name, '') AS name, coalesce(concept_code, '') AS code,
        coalesce(vocabulary_id, '') AS vocabulary, coalesce(domain_id, '') AS domain, coalesce(concept_class_id, '') AS concept_class,
        CASE WHEN standard_concept IN ('S', 'C') THEN standard_concept END AS standard,
        CASE WHEN invalid_reason IN ('D', 'U') THEN invalid_reason END AS invalid
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

/** One row: the domain and the vocabulary at each place, as numbers into lists of their names. */
const attributeTable = (schema: string): string => `CREATE TABLE ${schema}.attribute AS
  WITH known AS (SELECT list(DISTINCT domain) AS domain_names, list(DISTINCT vocabulary) AS vocabulary_names FROM ${schema}.concept)
  SELECT any_value(domain_names) AS domain_names, any_value(vocabulary_names) AS vocabulary_names,
    list(list_position(domain_names, domain)::USMALLINT ORDER BY place) AS domains,
    list(list_position(vocabulary_names, vocabulary)::USMALLINT ORDER BY place) AS vocabularies
  FROM ${schema}.concept, known`;

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

/** Each word once a concept; `leads` where its name begins with it. */
const tokens = (schema: string): string => `CREATE OR REPLACE TEMP TABLE token AS
  SELECT place, word, word = first AS leads FROM (
    SELECT place, unnest(list_distinct(string_split(string_agg(term, ' '), ' '))) AS word,
      string_split(any_value(term) FILTER (is_name), ' ')[1] AS first
    FROM ${schema}.term GROUP BY place)`;

/** Words with the places of the concepts that have them: twice the place, and one more where no name begins with it. */
const wordTable = (schema: string): string => `CREATE TABLE ${schema}.word AS
  SELECT word, count(*)::INTEGER AS n, list(place * 2 + (leads IS DISTINCT FROM TRUE)::INTEGER ORDER BY place) AS places
  FROM temp.main.token GROUP BY word ORDER BY word`;

/** The same for the first letter and the first two of words: typed on the way to every word, and each found very often. */
const prefixTokens = `CREATE OR REPLACE TEMP TABLE token_prefix AS
  SELECT place, prefix, starts_with(first, prefix) AS leads FROM (
    SELECT place, unnest(list_distinct(list_concat(list(left(word, 1)), list(left(word, 2))))) AS prefix, max(word) FILTER (leads) AS first
    FROM temp.main.token GROUP BY place)`;

const prefixTable = (schema: string): string => `CREATE TABLE ${schema}.prefix AS
  SELECT prefix, count(*)::INTEGER AS n, list(place * 2 + (leads IS DISTINCT FROM TRUE)::INTEGER ORDER BY place) AS places
  FROM temp.main.token_prefix GROUP BY prefix ORDER BY prefix`;
