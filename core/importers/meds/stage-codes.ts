import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { reading } from '../reading/read-failure.ts';
import { sqlPaths } from '../reading/sql-path.ts';
import type { SourceFile } from '../source-files.ts';
import { kindOfCode } from './code-tables.ts';

/** Concept ids from here on are a site's own, by the convention of OHDSI. */
const localConcepts = 2_000_000_000;

/** Temporary table of every code: `code`, `name`, `parents`, `concept_id`, and `kind`, what it is about. */
export const codesTable = 'temp.meds_codes';

/**
 * Every code of the data and of `metadata/codes.parquet`, each with a concept id: the one that file gives in a column
 * `concept_id`, or else one of the site's own, so that cohorts and features can name any code.
 */
export async function stageCodes(
  rows: string,
  codes: SourceFile | null,
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
                      UNION SELECT unnest(parents) FROM listed)
       SELECT code, coalesce(name, code) AS name, parents, ${kindOfCode('code')} AS kind,
              coalesce(given, ${localConcepts} + row_number() OVER (PARTITION BY given IS NULL ORDER BY code)) AS concept_id
       FROM every LEFT JOIN listed USING (code) WHERE code IS NOT NULL`,
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
