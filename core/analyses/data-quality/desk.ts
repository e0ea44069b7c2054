import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { type HeldTable, inDataset, personsSql } from './cdm-dataset.ts';

/** What every scan needs. */
export interface Desk {
  readonly connection: Connection;
  readonly context: JobContext;
  readonly held: ReadonlyMap<string, HeldTable>;
  readonly today: string;
  /** Every statement, as it was run. */
  readonly sql: string[];
}

/** Temp tables of what the rules look up: a row a person, a row a visit. */
export const personsTable = 'quality_persons';
export const visitsTable = 'quality_visits';

export interface LookedUp {
  /** True where a person's observation has gaps. */
  readonly hasGaps: boolean;
}

/** Makes the temp tables of persons (birth, death, sex, observation) and visits. */
export async function makeLookups(desk: Desk): Promise<LookedUp> {
  const { connection, held, context, sql } = desk;
  const run = async (statement: string) => {
    sql.push(statement);
    await connection.run(statement, [], context);
  };
  await run(`CREATE OR REPLACE TEMP TABLE ${personsTable} AS
SELECT b.*, s.sex, o.observed_from, o.observed_to, g.gaps
FROM (${personsSql(held, inDataset)}) AS b
${sexSql(held)}
${observedSql(held)}`);
  const visits = held.get('visit_occurrence');
  if (visits?.rows) await run(`CREATE OR REPLACE TEMP VIEW ${visitsTable} AS ${await visitsSql(visits, desk)}`);
  const { n } = await connection.one<{ n: number }>(`SELECT count(gaps) AS n FROM ${personsTable}`);
  return { hasGaps: n > 0 };
}

function sexSql(held: Desk['held']): string {
  const person = held.get('person')!;
  if (!person.columns.has('gender_concept_id')) return 'CROSS JOIN (SELECT CAST(NULL AS BIGINT) AS sex) AS s';
  const from = inDataset(person.name);
  return `LEFT JOIN (SELECT person_id, min(gender_concept_id) AS sex FROM ${from} GROUP BY person_id) AS s USING (person_id)`;
}

/** From the first day to the last, and the gaps between; null where there is none, as for all with a single period. */
function observedSql(held: Desk['held']): string {
  const periods = held.get('observation_period');
  if (!periods?.rows)
    return `CROSS JOIN (SELECT CAST(NULL AS DATE) AS observed_from, CAST(NULL AS DATE) AS observed_to) AS o
CROSS JOIN (SELECT NULL AS gaps) AS g`;
  const from = inDataset(periods.name);
  const start = 'observation_period_start_date';
  const end = 'observation_period_end_date';
  return `LEFT JOIN (
  SELECT person_id, min(${start}) AS observed_from, max(${end}) AS observed_to FROM ${from} GROUP BY person_id
) AS o USING (person_id)
LEFT JOIN (
  SELECT person_id, list({'after': ended, 'before': next}) AS gaps
  FROM (
    SELECT person_id, max(${end}) OVER earlier AS ended, lead(${start}) OVER own AS next
    FROM ${from}
    WHERE person_id IN (SELECT person_id FROM ${from} GROUP BY person_id HAVING count(*) > 1)
    WINDOW own AS (PARTITION BY person_id ORDER BY ${start}, ${end}),
      earlier AS (PARTITION BY person_id ORDER BY ${start}, ${end} ROWS UNBOUNDED PRECEDING)
  )
  WHERE next > ended + 1
  GROUP BY person_id
) AS g USING (person_id)`;
}

/** Each visit once: where keys are there twice, its widest span. */
async function visitsSql(visits: HeldTable, { connection, context }: Desk): Promise<string> {
  const from = inDataset(visits.name);
  const { n } = await connection.one<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT visit_occurrence_id AS own, lag(visit_occurrence_id) OVER () AS before FROM ${from}) WHERE own <= before OR own IS NULL`,
    [],
    context,
  );
  if (n > 0) return visitsOnce(from, visits);
  return `SELECT visit_occurrence_id, visit_start_date, ${endOfVisit(visits)} AS visit_end_date FROM ${from}`;
}

const endOfVisit = ({ columns }: HeldTable): string =>
  columns.has('visit_end_date') ? 'visit_end_date' : 'CAST(NULL AS DATE)';

export const visitsOnce = (from: string, visits: HeldTable): string =>
  `SELECT visit_occurrence_id, min(visit_start_date) AS visit_start_date, max(${endOfVisit(visits)}) AS visit_end_date FROM ${from} GROUP BY visit_occurrence_id`;
