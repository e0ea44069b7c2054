import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { reading } from '../reading/read-failure.ts';
import { sqlPaths } from '../reading/sql-path.ts';
import type { SourceFile } from '../source-files.ts';
import { lookedUp, ownConcepts, type Vocabulary } from '../vocabulary/lookup.ts';
import { bareCode, kindOfCode, vocabularyOfCode } from './code-tables.ts';

/**
 * Every code of the data and of `metadata/codes.parquet`, in a temporary table `meds_codes`: `name`, `parents`, `kind`
 * (what it is about), `concept_id` and `source_id`. The concept is the one that file gives in a column `concept_id`, or
 * else the standard one that the vocabulary maps the code to, or else the code's own; a code that no vocabulary knows
 * gets one of the site's own (`is_own`), so that cohorts and features can name any code.
 */
export async function stageCodes(
  rows: string,
  codes: SourceFile | null,
  vocabulary: Vocabulary | null,
  connection: Connection,
  context: JobContext,
): Promise<void> {
  const nothing =
    'SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS name, NULL::VARCHAR[] AS parents, NULL::BIGINT AS given WHERE false';
  const listed = codes ? await listedCodes(codes, connection) : nothing;
  const work = () =>
    connection.run(
      `CREATE OR REPLACE TEMP TABLE meds_codes AS
       WITH listed AS (SELECT code, any_value(name) AS name, any_value(parents) AS parents, any_value(given) AS given
                       FROM (${listed}) WHERE code IS NOT NULL GROUP BY code),
            every AS (SELECT code FROM ${rows} WHERE code IS NOT NULL UNION SELECT code FROM listed
                      UNION SELECT unnest(parents) FROM listed),
            split AS (SELECT code AS whole, ${vocabularyOfCode('code')} AS vocabulary_id, ${bareCode('code')} AS code FROM every),
            known AS (${lookedUp('split', vocabulary)}),
            placed AS (
              SELECT e.code, coalesce(l.name, e.code) AS name, l.parents, l.given, k.source_id, k.concept_id AS standard,
                ${vocabulary ? `l.given IN (SELECT concept_id FROM ${vocabulary.concept})` : 'false'} AS is_listed,
                ${ownConcepts} + row_number() OVER (PARTITION BY coalesce(k.source_id, l.given) IS NULL ORDER BY e.code) AS own
              FROM every e JOIN split s ON s.whole = e.code LEFT JOIN listed l ON l.code = e.code
              LEFT JOIN known k ON k.vocabulary_id = s.vocabulary_id AND k.code = s.code WHERE e.code IS NOT NULL)
       SELECT code, name, parents, ${kindOfCode('code')} AS kind, coalesce(given, standard, source_id, own) AS concept_id,
         coalesce(source_id, given, own) AS source_id, source_id IS NULL AND is_listed IS NOT TRUE AS is_own FROM placed`,
      [],
      context,
    );
  await (codes ? reading([codes], work) : work());
}

async function listedCodes(file: SourceFile, connection: Connection): Promise<string> {
  const from = `read_parquet(${sqlPaths([file])})`;
  const columns = await reading([file], () => connection.describe(`SELECT * FROM ${from}`));
  const has = (name: string) => columns.some((column) => column.name === name);
  const lists = columns.some(({ name, type }) => name === 'parent_codes' && type === 'VARCHAR[]');
  return `SELECT ${has('code') ? 'CAST(code AS VARCHAR)' : 'NULL::VARCHAR'} AS code,
    ${has('description') ? "nullif(trim(CAST(description AS VARCHAR)), '')" : 'NULL::VARCHAR'} AS name,
    ${lists ? 'parent_codes' : 'NULL::VARCHAR[]'} AS parents,
    ${has('concept_id') ? 'nullif(TRY_CAST(concept_id AS BIGINT), 0)' : 'NULL::BIGINT'} AS given FROM ${from}`;
}
