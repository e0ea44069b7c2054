import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../../core/engine/database.ts';
import { conditionErasSql, diagnosesSql } from './diagnoses.ts';
import { coursesSql } from './drugs.ts';
import { encountersSql } from './encounters.ts';
import { livesSql } from './lives.ts';
import { deathsSql, outcomesSql, quartersSql } from './outcomes.ts';
import { populationSql } from './population.ts';
import { treatmentsSql } from './treatments.ts';

export interface Batch {
  /** First person, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** What one batch of persons becomes, step by step; each step is a temporary table that later ones read. */
const steps = ({ from, to }: Batch): readonly (readonly [table: string, sql: string])[] => [
  ['persons', populationSql(from, to)],
  ['treated', treatmentsSql],
  ['quarters', quartersSql],
  ['firsts', outcomesSql],
  ['deaths', deathsSql],
  ['lives', livesSql],
  ['encounters', encountersSql],
  ['coded', diagnosesSql],
  ['condition_eras', conditionErasSql],
  ['courses', coursesSql],
];

/** Tables that are kept in `work`, and how: visits are numbered on from those of the batches before. */
const kept = (visitsBefore: number): readonly (readonly [table: string, select: string])[] => {
  const renumbered = `SELECT * REPLACE (visit_id + ${visitsBefore} AS visit_id)`;
  return [
    ['lives', 'FROM lives'],
    ['encounters', `${renumbered} FROM encounters`],
    ['diagnoses', `${renumbered} FROM coded`],
    ['condition_eras', 'FROM condition_eras'],
    ['courses', 'FROM courses'],
  ];
};

const silently = ({ signal }: JobContext): JobContext => ({ signal, progress: () => {} });

/** Lives a batch through in temporary tables of its connection; answers how many visits it has. */
export async function liveBatch(connection: Connection, batch: Batch, context: JobContext): Promise<number> {
  for (const [table, sql] of steps(batch)) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${sql}`, [], silently(context));
  }
  return (await connection.one<{ n: number }>('SELECT count(*) AS n FROM encounters')).n;
}

/** Adds a batch that was lived through to the attached database `work`. */
export async function keepBatch(
  connection: Connection,
  { from, visitsBefore }: { readonly from: number; readonly visitsBefore: number },
  context: JobContext,
): Promise<void> {
  for (const [table, select] of kept(visitsBefore)) {
    const into = from === 1 ? `CREATE TABLE work.${table} AS` : `INSERT INTO work.${table}`;
    await connection.run(`${into} ${select}`, [], silently(context));
  }
}
