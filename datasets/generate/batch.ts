import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../../core/engine/database.ts';
import { conditionErasSql, diagnosesSql } from './diagnoses.ts';
import { coursesSql } from './drugs.ts';
import { encountersSql } from './encounters.ts';
import { livesSql } from './lives.ts';
import { deathsSql, outcomesSql, quartersSql } from './outcomes.ts';
import { populationSql } from './population.ts';
import { treatmentsSql } from './treatments.ts';

/** What one batch of persons becomes, step by step; each step is a temporary table that later ones read. */
const steps = (from: number, to: number, firstVisit: number): readonly (readonly [table: string, sql: string])[] => [
  ['persons', populationSql(from, to)],
  ['treated', treatmentsSql],
  ['quarters', quartersSql],
  ['firsts', outcomesSql],
  ['deaths', deathsSql],
  ['lives', livesSql],
  ['encounters', encountersSql(firstVisit)],
  ['coded', diagnosesSql],
  ['condition_eras', conditionErasSql],
  ['courses', coursesSql],
];

/** Tables of the batch that are kept in `work`, in the order of persons. */
const kept: readonly (readonly [table: string, from: string])[] = [
  ['lives', 'lives'],
  ['encounters', 'encounters'],
  ['diagnoses', 'coded'],
  ['condition_eras', 'condition_eras'],
  ['courses', 'courses'],
];

/**
 * Fills the attached database `work` with the lives, visits, diagnoses, eras and drug courses of persons 1 to
 * `persons`, a batch at a time. Progress counts persons.
 */
export async function fillWork(
  connection: Connection,
  { persons, batch }: { readonly persons: number; readonly batch: number },
  context: JobContext,
): Promise<void> {
  const silent: JobContext = { signal: context.signal, progress: () => {} };
  let firstVisit = 1;
  for (let from = 1; from <= persons; from += batch) {
    context.progress({ stage: 'persons', done: from - 1, total: persons });
    const to = Math.min(from + batch, persons + 1);
    for (const [table, sql] of steps(from, to, firstVisit)) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${sql}`, [], silent);
    }
    for (const [table, source] of kept) {
      const create =
        from === 1 ? `CREATE TABLE work.${table} AS FROM ${source}` : `INSERT INTO work.${table} FROM ${source}`;
      await connection.run(create, [], silent);
    }
    firstVisit += (await connection.one<{ n: number }>('SELECT count(*) AS n FROM encounters')).n;
  }
  context.progress({ stage: 'persons', done: persons, total: persons });
}
