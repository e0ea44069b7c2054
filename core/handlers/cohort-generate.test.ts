import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../engine/database.ts';
import { generateEach, into } from './cohort-generate.ts';

let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE cdm.concept (concept_id BIGINT, invalid_reason VARCHAR);
    INSERT INTO cdm.concept VALUES (1, NULL), (2, NULL);
    CREATE TABLE cdm.observation_period AS SELECT i AS person_id, DATE '2000-01-01' AS observation_period_start_date,
      DATE '2000-12-31' AS observation_period_end_date FROM range(1, 11) t(i);
    CREATE TABLE cdm.condition_occurrence AS SELECT i AS condition_occurrence_id, i AS person_id,
      if(i <= 3, 1, 2) AS condition_concept_id, DATE '2000-02-01' AS condition_start_date,
      NULL::DATE AS condition_end_date, NULL::BIGINT AS visit_occurrence_id FROM range(1, 11) t(i)`);
});
afterAll(() => {
  connection.close();
  database.close();
});

const named = (name: string, concept: number) => ({
  name,
  expression: {
    ConceptSets: [{ id: 0, name, expression: { items: [{ concept: { CONCEPT_ID: concept } }] } }],
    PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }], ObservationWindow: {} },
  },
});

it('answers in the order asked, also where names are the same or a definition is refused', async () => {
  const generated = await generateEach(
    connection,
    [named('x', 1), named('x', 2), { name: 'wrong', expression: { items: [] } }, named('x (2)', 1), named('x', 2)],
    quiet,
  );
  expect(
    generated.map((one) => (one.kind === 'made' ? [one.made.name, one.made.persons] : [one.name, one.failure.code])),
  ).toEqual([
    ['x', 3],
    ['x', 7],
    ['wrong', 'invalid_input'],
    ['x (2)', 3],
    ['x', 7],
  ]);
  const keys = generated.flatMap((one) => (one.kind === 'made' ? [one.key] : []));
  const rows = await connection.rows<{ cohort_name: string; n: number }>(
    `SELECT cohort_name, count(*)::INTEGER AS n FROM ${into} GROUP BY ALL`,
  );
  expect(keys.map((key) => rows.find(({ cohort_name }) => cohort_name === key)?.n)).toEqual([3, 7, 3, 7]);
});

it('puts what was generated into words, those of its concept sets too', async () => {
  const [one] = await generateEach(connection, [named('Sinusitis', 1)], quiet);
  const words = one?.kind === 'made' ? one.words : [];
  expect(words.map(({ heading }) => heading)).toContain('Concept sets');
  expect(words.flatMap(({ sentences }) => sentences).join(' ')).toContain('“Sinusitis”');
});
