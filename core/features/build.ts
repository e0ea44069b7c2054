import { type JobContext, stage } from '../../contract/context.ts';
import { type FeatureColumn, type FeatureDeclaration, featureDeclaration } from '../../contract/features.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { asksOf } from './ask.ts';
import { availableTables, dictionaryNotice } from './available.ts';
import { collectFeatures } from './collect.ts';
import { indexSql } from './events-sql.ts';
import { columnsOf, matrixSql } from './matrix.ts';
import { emptyValuesSql } from './values-sql.ts';

export interface FeatureRequest {
  /** A relation as SQL, `subject_id, cohort_start_date, cohort_end_date`: quote it with `identifier` where it needs it. */
  readonly cohortTable: string;
  readonly declaration: FeatureDeclaration;
  /** Name of the temporary table to make. */
  readonly into: string;
}

export interface BuiltFeatures {
  readonly rows: number;
  readonly columns: readonly FeatureColumn[];
  /** What a reader must know of how the matrix came to be. Counts only. */
  readonly notices: readonly string[];
  /** The statements that made it, in order. */
  readonly sql: string;
}

const scratch = ['feature_index', 'feature_events', 'feature_concepts', 'feature_results', 'feature_values'];

/**
 * Turns a cohort into one row per person: a temporary table `into` with `subject_id BIGINT`, `index_date DATE` (the
 * person's first entry) and a column per feature, ordered by subject. The CDM is the catalog or schema `cdm`; each of
 * its event tables is scanned once. Only what starts within a window enters its features, so nothing on or after the
 * index date does unless the window says so. Absent events count 0; absent measurements and times since are NULL.
 *
 * @throws Failure `invalid_input` for a declaration that isn't one, or a dataset without `person`; `cancelled`.
 */
export async function buildFeatures(
  connection: Connection,
  request: FeatureRequest,
  context: JobContext,
): Promise<BuiltFeatures> {
  const declaration = featureDeclaration.parse(request.declaration);
  const sql: string[] = [];
  const run = async (statement: string, name: string) => {
    sql.push(statement);
    await connection.run(statement, [], stage(context, name));
  };
  try {
    const tables = await availableTables(connection);
    await run(indexSql(request.cohortTable), 'entries');
    await run(emptyValuesSql, 'entries');
    const notices = await entryNotices(connection, request.cohortTable);
    notices.push(...dictionaryNotice(tables));
    const collected = await collectFeatures({ connection, asks: asksOf(declaration), tables, run }, context);
    notices.push(...collected.notices);
    await run(
      matrixSql(identifier(request.into), declaration.demographics, collected.features, tables.has('concept')),
      'matrix',
    );
    const counted = await columnsOf(connection, request.into, declaration.demographics, collected);
    return { ...counted, notices, sql: sql.join(';\n\n') };
  } finally {
    await connection.run(scratch.map((name) => `DROP TABLE IF EXISTS temp.${name}`).join(';'));
  }
}

async function entryNotices(connection: Connection, cohort: string): Promise<string[]> {
  const { again, unknown } = await connection.one<{ again: number; unknown: number }>(`SELECT
    (SELECT count(*) FROM (SELECT subject_id FROM ${cohort} GROUP BY subject_id HAVING count(*) > 1)) AS again,
    (SELECT count(*) FROM feature_index WHERE subject_id NOT IN (SELECT person_id FROM cdm.person)) AS unknown`);
  const notices: string[] = [];
  if (again > 0) notices.push(`${again} persons enter the cohort more than once; only their first entry is used.`);
  if (unknown > 0)
    notices.push(`${unknown} persons of the cohort are not in the table person; their age and sex are missing.`);
  return notices;
}
