import { type JobContext, stage } from '../../contract/context.ts';
import { type FeatureColumn, type FeatureDeclaration, featureDeclaration } from '../../contract/features.ts';
import type { Connection } from '../engine/database.ts';
import { asksOf } from './ask.ts';
import { availableTables, dictionaryNotice } from './available.ts';
import { type Collected, collectFeatures } from './collect.ts';
import { indexSql, rowsSql } from './events-sql.ts';
import { type BuiltColumn, columnsOf, type MatrixPlan, matrixSql } from './matrix.ts';
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

export interface LeadFeaturesRequest {
  /** A relation as SQL, `row_id, subject_id, index_date`: a person may stand in several rows. */
  readonly rowsTable: string;
  readonly declaration: FeatureDeclaration;
  /** Days before the index date at which the features end. */
  readonly leads: readonly number[];
  /** Name of the temporary table to make for each lead. */
  readonly into: (lead: number) => string;
}

export interface LeadFeatures {
  readonly rows: number;
  readonly at: readonly { readonly lead: number; readonly columns: readonly BuiltColumn[] }[];
  readonly notices: readonly string[];
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
  { cohortTable, declaration, into }: FeatureRequest,
  context: JobContext,
): Promise<BuiltFeatures> {
  const work = { declaration, leads: [0], index: indexSql(cohortTable), into: () => into, hasRowIds: false };
  const said = () => entryNotices(connection, cohortTable);
  const { rows, at, notices, sql } = await buildMatrices(connection, work, said, context);
  return { rows, columns: at[0]!.columns.map(({ what: _, ...column }) => column), notices, sql };
}

/**
 * The same features of the same rows at several times before their index date: for each lead a temporary table
 * `row_id BIGINT, subject_id BIGINT, index_date DATE` and the features as they stood `lead` days before, ordered by row.
 * A window’s days are counted from there, so one that ends on day -1 ends `lead + 1` days before the index date. Concepts
 * asked for as the most frequent are chosen once, over all leads; each event table is scanned once for all of them.
 *
 * @throws Failure as `buildFeatures`.
 */
export async function buildFeaturesAtLeads(
  connection: Connection,
  { rowsTable, declaration, leads, into }: LeadFeaturesRequest,
  context: JobContext,
): Promise<LeadFeatures> {
  const work = { declaration, leads, index: rowsSql(rowsTable), into, hasRowIds: true };
  return buildMatrices(connection, work, () => unknownNotice(connection), context);
}

interface Matrices {
  readonly declaration: FeatureDeclaration;
  readonly leads: readonly number[];
  readonly index: string;
  readonly into: (lead: number) => string;
  readonly hasRowIds: boolean;
}

async function buildMatrices(
  connection: Connection,
  work: Matrices,
  entryNotes: () => Promise<string[]>,
  context: JobContext,
): Promise<LeadFeatures> {
  const declaration = featureDeclaration.parse(work.declaration);
  const { leads, into, hasRowIds } = work;
  const sql: string[] = [];
  const run = async (statement: string, name: string) => {
    sql.push(statement);
    await connection.run(statement, [], stage(context, name));
  };
  try {
    const tables = await availableTables(connection);
    await run(work.index, 'entries');
    await run(emptyValuesSql, 'entries');
    const notices = [...(await entryNotes()), ...dictionaryNotice(tables)];
    const collected = await collectFeatures({ connection, asks: asksOf(declaration), leads, tables, run }, context);
    const shared = { ...declaration, ...collected, hasConcepts: tables.has('concept'), hasRowIds };
    const plans = leads.map((lead): MatrixPlan => ({ ...shared, lead, into: into(lead) }));
    for (const plan of plans) await run(matrixSql(plan), 'matrix');
    const counted = await countedColumns(connection, plans, collected);
    return { ...counted, notices: [...notices, ...collected.notices], sql: sql.join(';\n\n') };
  } finally {
    await connection.run(scratch.map((name) => `DROP TABLE IF EXISTS temp.${name}`).join(';'));
  }
}

async function countedColumns(
  connection: Connection,
  plans: readonly MatrixPlan[],
  collected: Collected,
): Promise<Pick<LeadFeatures, 'rows' | 'at'>> {
  const counted = [];
  for (const plan of plans) counted.push({ lead: plan.lead, ...(await columnsOf(connection, plan, collected)) });
  return { rows: counted[0]?.rows ?? 0, at: counted.map(({ lead, columns }) => ({ lead, columns })) };
}

async function entryNotices(connection: Connection, cohort: string): Promise<string[]> {
  const { again } = await connection.one<{ again: number }>(
    `SELECT count(*) AS again FROM (SELECT subject_id FROM ${cohort} GROUP BY subject_id HAVING count(*) > 1)`,
  );
  const repeated =
    again > 0 ? [`${again} persons enter the cohort more than once; only their first entry is used.`] : [];
  return [...repeated, ...(await unknownNotice(connection))];
}

async function unknownNotice(connection: Connection): Promise<string[]> {
  const { unknown } = await connection.one<{ unknown: number }>(
    'SELECT count(DISTINCT subject_id) AS unknown FROM feature_index WHERE subject_id NOT IN (SELECT person_id FROM cdm.person)',
  );
  return unknown > 0
    ? [`${unknown} persons of the cohort are not in the table person; their age and sex are missing.`]
    : [];
}
