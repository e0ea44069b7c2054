import { afterAll, beforeAll, expect, test } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { type Connection, type Database, openDatabase } from '../engine/database.ts';
import { type CheckedExpression, parseExpression } from './check.ts';
import { compileCohort } from './compile.ts';
import { generateCohorts } from './run.ts';
import { conceptWarnings, resolveSets } from './run-concepts.ts';

let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE cdm.concept (concept_id BIGINT, invalid_reason VARCHAR);
    INSERT INTO cdm.concept VALUES (1, NULL), (2, NULL);
    CREATE TABLE cdm.observation_period (person_id BIGINT, observation_period_start_date DATE, observation_period_end_date DATE);
    INSERT INTO cdm.observation_period SELECT i, DATE '2000-01-01', DATE '2000-12-31' FROM range(1, 1001) t(i);
    CREATE TABLE cdm.condition_occurrence (condition_occurrence_id BIGINT, person_id BIGINT, condition_concept_id BIGINT, condition_start_date DATE, condition_end_date DATE, visit_occurrence_id BIGINT);
    INSERT INTO cdm.condition_occurrence SELECT i, i, 1 + i % 2, DATE '2000-02-01', NULL, NULL FROM range(1, 1001) t(i);
    CREATE TABLE results (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE);
  `);
});

afterAll(() => {
  connection.close();
  database.close();
});

const definition = (domain: string, concept = 1, name = 'set') =>
  parseExpression({
    Title: name,
    ConceptSets: [{ id: 0, name, expression: { items: [{ concept: { CONCEPT_ID: concept } }] } }],
    PrimaryCriteria: { CriteriaList: [{ [domain]: { CodesetId: 0 } }], ObservationWindow: {} },
  });
const into = { into: 'results' };
const checkConcepts = async (expression: CheckedExpression) =>
  conceptWarnings(expression, (await resolveSets(connection, [expression], 'cdm', quiet)).unknown);
const temporary = () =>
  connection.rows("SELECT table_name FROM information_schema.tables WHERE table_type = 'LOCAL TEMPORARY'");

test('one definition that cannot run does not stop the others, and no temporary table stays', async () => {
  const runs = await generateCohorts(
    connection,
    [
      { name: 'even', expression: definition('ConditionOccurrence', 1) },
      { name: 'no table', expression: definition('DrugExposure') },
      { name: 'odd', expression: definition('ConditionOccurrence', 2) },
    ],
    into,
  );
  expect(runs.map(({ rows, failure }) => [rows, failure?.code])).toEqual([
    [500, undefined],
    [0, 'not_found'],
    [500, undefined],
  ]);
  expect(runs[1]?.failure?.message).toMatch(
    /no table “drug_exposure”, which this definition reads at \$\.PrimaryCriteria\.CriteriaList\[0\]\.DrugExposure\./,
  );
  expect(await temporary()).toEqual([]);
});

test('a criterion whose table is empty is a warning, with its place', async () => {
  await connection.run('CREATE TABLE cdm.death (person_id BIGINT, death_date DATE, cause_concept_id BIGINT)');
  const expression = parseExpression({
    PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: {} }], ObservationWindow: {} },
    CensoringCriteria: [{ Death: {} }],
  });
  const [run] = await generateCohorts(connection, [{ name: 'dead', expression }], into);
  expect([run?.rows, run?.failure]).toEqual([1000, undefined]);
  expect(run?.warnings).toMatchObject([
    { path: '$.CensoringCriteria[0].Death', severity: 'warning', message: expect.stringMatching(/“death” is empty/) },
  ]);
  await connection.run("DROP TABLE cdm.death; DELETE FROM results WHERE cohort_name = 'dead'");
});

test('of many concepts that nobody knows a few are named and the others counted', async () => {
  const items = Array.from({ length: 30 }, (_, i) => ({ concept: { CONCEPT_ID: i + 1 } }));
  const expression = parseExpression({
    ConceptSets: [{ id: 0, name: 'x', expression: { items } }],
    PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }], ObservationWindow: {} },
  });
  const warnings = await checkConcepts(expression);
  expect(warnings).toHaveLength(21);
  expect(warnings[0]?.path).toBe('$.ConceptSets[0].expression.items[2].concept');
  expect(warnings[20]).toMatchObject({
    path: '$.ConceptSets[0].expression.items',
    message: expect.stringMatching(/none of 8 more/),
  });
});

test('generating again replaces the rows of that name only', async () => {
  const again = [{ name: 'even', expression: definition('ConditionOccurrence', 2) }];
  await generateCohorts(connection, again, into);
  const counts = await connection.rows(
    'SELECT cohort_name, count(*)::INTEGER AS n, min(subject_id)::INTEGER AS first FROM results GROUP BY 1 ORDER BY 1',
  );
  expect(counts).toEqual([
    { cohort_name: 'even', n: 500, first: 1 },
    { cohort_name: 'odd', n: 500, first: 1 },
  ]);
});

test('the statement shown gives the rows that a run gives', async () => {
  const expression = definition('ConditionOccurrence');
  const [run] = await generateCohorts(connection, [{ name: 'x', expression }], into);
  expect(run?.sql).toBe(compileCohort(expression).sql);
  const { n } = await connection.one<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM (${run?.sql}) s JOIN results r ON r.cohort_name = 'x' AND (r.subject_id, r.cohort_start_date, r.cohort_end_date) = (s.subject_id, s.cohort_start_date, s.cohort_end_date)`,
  );
  expect(n).toBe(run?.rows);
});

test('an empty cohort has the fingerprint of the empty string', async () => {
  const [run] = await generateCohorts(
    connection,
    [{ name: 'none', expression: definition('ConditionOccurrence', 9) }],
    into,
  );
  expect(run).toMatchObject({
    rows: 0,
    persons: 0,
    fingerprint: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });
});

test('a name that holds SQL is only a name', async () => {
  const name = "x'; DROP TABLE results; --\nDROP TABLE results;";
  const [run] = await generateCohorts(
    connection,
    [{ name, expression: definition('ConditionOccurrence', 1, name) }],
    into,
  );
  expect(run?.failure).toBeUndefined();
  const { n } = await connection.one<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM results WHERE cohort_name = $1',
    [name],
  );
  expect(n).toBe(500);
});

test('cancelling stops all, keeps the rows there were and leaves no temporary table', async () => {
  const controller = new AbortController();
  const before = await connection.rows('SELECT count(*)::INTEGER AS n FROM results');
  const context = {
    signal: controller.signal,
    progress: ({ done }: { done?: number }) => {
      if (done === 1) controller.abort();
    },
  };
  const two = ['a', 'b'].map((name) => ({ name, expression: definition('ConditionOccurrence') }));
  await expect(generateCohorts(connection, two, into, context)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await temporary()).toEqual([]);
  const after = await connection.rows("SELECT count(*)::INTEGER AS n FROM results WHERE cohort_name <> 'a'");
  expect(after).toEqual(before);
});

test('concepts that the vocabulary has not got are named', async () => {
  const found = await checkConcepts(definition('ConditionOccurrence', 77));
  expect(found).toMatchObject([
    { path: '$.ConceptSets[0].expression.items[0].concept', severity: 'warning', message: expect.stringMatching(/77/) },
  ]);
  expect(await checkConcepts(definition('ConditionOccurrence', 1))).toEqual([]);
});

test('a megabyte of concept ids runs', async () => {
  const items = Array.from({ length: 60_000 }, (_, i) => ({ concept: { CONCEPT_ID: i + 1 } }));
  const expression = parseExpression({
    ConceptSets: [{ id: 0, name: 'many', expression: { items } }],
    PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }], ObservationWindow: {} },
  });
  const [run] = await generateCohorts(connection, [{ name: 'many', expression }], into);
  expect(run?.failure).toBeUndefined();
  expect(run?.rows).toBe(1000);
  expect(await checkConcepts(expression)).toHaveLength(21);
});

test('persons who do not fit into memory at once are taken in parts, and no schema stays', async () => {
  const expressions = [definition('ConditionOccurrence', 1)].map((expression) => ({ name: 'even', expression }));
  const [whole] = await generateCohorts(connection, expressions, into);
  const said: string[] = [];
  const small: Connection = {
    ...connection,
    run: async (sql, params, context) => {
      if (/TEMP TABLE[\s\S]*cdm\.condition_occurrence/.test(sql))
        throw new Failure('sql', 'The query needs more memory.', { kind: 'Out of Memory' });
      said.push(sql);
      await connection.run(sql, params, context);
    },
    one: (...asked) => connection.one(...asked),
    rows: (...asked) => connection.rows(...asked),
  };
  const [inParts] = await generateCohorts(small, expressions, into);
  expect({ ...inParts, elapsedMs: 0 }).toEqual({ ...whole, elapsedMs: 0 });
  expect(said.filter((sql) => sql.startsWith('INSERT INTO temp.'))).toHaveLength(3);
  const schemas = await connection.rows("SELECT 1 FROM duckdb_schemas() WHERE schema_name LIKE 'person_part%'");
  expect(schemas).toEqual([]);
});
