import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { featureDeclaration } from '../../contract/features.ts';
import { openDatabase } from '../engine/database.ts';
import { buildFeatures, buildFeaturesAtLeads } from './build.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => {
  connection.close();
  database.close();
});

/** 40 persons with records of every domain on made-up days; three rows, one of them of a person who has two. */
beforeAll(async () => {
  const day = (salt: string) => `DATE '2017-01-01' + (hash(i, '${salt}') % 1400)::INTEGER`;
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE cdm.person AS SELECT i AS person_id, 8507 AS gender_concept_id, 1940 + i AS year_of_birth FROM range(40) v(i);
    CREATE TABLE cdm.condition_occurrence AS SELECT i AS condition_occurrence_id, i % 40 AS person_id,
      10 + i % 4 AS condition_concept_id, ${day('condition')} AS condition_start_date FROM range(800) v(i);
    CREATE TABLE cdm.measurement AS SELECT i AS measurement_id, i % 40 AS person_id, 30 + i % 3 AS measurement_concept_id,
      ${day('measurement')} AS measurement_date, (hash(i) % 100)::DOUBLE AS value_as_number, 50 AS unit_concept_id FROM range(2000) v(i);
    CREATE TABLE cdm.visit_occurrence AS SELECT i AS visit_occurrence_id, i % 40 AS person_id,
      CASE i % 3 WHEN 0 THEN 9201 WHEN 1 THEN 9202 ELSE 9203 END AS visit_concept_id,
      ${day('visit')} AS visit_start_date, ${day('visit')} + (i % 9)::INTEGER AS visit_end_date FROM range(900) v(i);
    CREATE TABLE rows AS SELECT i + 100 AS row_id, i % 25 AS subject_id, DATE '2019-06-01' + (i * 13)::INTEGER AS index_date FROM range(30) v(i);
  `);
});

const declaration = featureDeclaration.parse({
  version: 1,
  windows: [
    { name: 'year', fromDay: -365, toDay: -1 },
    { name: 'ever', fromDay: -36500, toDay: -1 },
  ],
  demographics: ['age', 'sex'],
  presence: [
    { domain: 'condition', concepts: [10, 11, 12], window: 'year', as: 'count' },
    { domain: 'condition', concepts: [13], window: 'ever' },
  ],
  measurements: [{ concepts: [30, 31], statistics: ['last', 'mean', 'slope'], window: 'year' }],
  utilisation: [
    { kind: 'any', window: 'year' },
    { kind: 'hospital-days', window: 'year' },
  ],
  timeSince: [{ domain: 'visit', concepts: [9201], window: 'ever' }],
});

/** Slopes differ in their last digits, as their days are counted from another zero. */
const rounded = (cell: unknown) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell);

async function values(table: string) {
  const rows = await connection.rows(`SELECT * EXCLUDE (index_date) FROM ${table} ORDER BY ALL`);
  return rows.map((row) => Object.entries(row).map(([name, cell]) => [name, rounded(cell)]));
}

it('are at each lead what the features are of an index date that many days earlier', async () => {
  const leads = [0, 30, 180, 365];
  const into = (lead: number) => `at_${lead}`;
  const built = await buildFeaturesAtLeads(connection, { rowsTable: 'rows', declaration, leads, into }, quiet);
  expect(built.rows).toBe(30);
  expect(built.at.map(({ lead, columns }) => [lead, columns.length])).toEqual(leads.map((lead) => [lead, 15]));
  for (const lead of leads) {
    for (const half of ['row_id < 125', 'row_id >= 125']) {
      const cohortTable = `(SELECT subject_id, index_date - ${lead} AS cohort_start_date FROM rows WHERE ${half})`;
      await buildFeatures(connection, { cohortTable, declaration, into: 'earlier' }, quiet);
      expect(await values(`(SELECT * EXCLUDE (row_id) FROM at_${lead} WHERE ${half})`)).toEqual(
        await values('earlier'),
      );
    }
  }
  const [first, last] = [await values('at_0'), await values('at_365')];
  expect(first).not.toEqual(last);
});

it('scans each table once for all leads, and chooses the most frequent concepts once', async () => {
  const some = featureDeclaration.parse({
    version: 1,
    windows: declaration.windows,
    presence: [{ domain: 'condition', concepts: 'top:2', window: 'year' }],
  });
  const into = (lead: number) => `at_${lead}`;
  const { sql, at } = await buildFeaturesAtLeads(
    connection,
    { rowsTable: 'rows', declaration: some, leads: [0, 90, 700], into },
    quiet,
  );
  expect(sql.match(/FROM cdm\."condition_occurrence"/g)).toHaveLength(1);
  const names = at.map(({ columns }) => columns.map(({ name }) => name));
  expect(names[1]).toEqual(names[0]);
  expect(names[2]).toEqual(names[0]);
  expect(names[0]).toHaveLength(2);
});
