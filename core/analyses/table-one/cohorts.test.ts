import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import { type Binary, type Categorical, type Continuous, spec, type TableOneResult } from './spec.ts';

let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE cdm.concept AS SELECT * FROM (VALUES
      (8507, 'MALE', 'Gender', 'S'), (8532, 'FEMALE', 'Gender', 'S'), (8527, 'White', 'Race', 'S'),
      (320128, 'Essential hypertension', 'Disorder', 'S'), (201826, 'Type 2 diabetes mellitus', 'Disorder', 'S'),
      (1503297, 'metformin', 'Ingredient', 'S'), (40164929, 'metformin 500 MG', 'Clinical Drug', 'S'),
      (3004410, 'Haemoglobin A1c', 'Lab Test', 'S'), (8554, 'percent', 'Unit', 'S')
    ) AS t(concept_id, concept_name, concept_class_id, standard_concept);
    CREATE TABLE cdm.concept_ancestor AS SELECT 1503297 AS ancestor_concept_id, 40164929 AS descendant_concept_id;
    CREATE TABLE cdm.person AS SELECT i AS person_id, CASE WHEN i % 2 = 0 THEN 8507 ELSE 8532 END AS gender_concept_id,
      1950 + i AS year_of_birth, 8527 AS race_concept_id, 0 AS ethnicity_concept_id FROM range(1, 21) AS t(i);
    CREATE TABLE cdm.observation_period AS SELECT i AS person_id, DATE '2018-01-01' AS observation_period_start_date,
      DATE '2021-12-31' AS observation_period_end_date FROM range(1, 21) AS t(i);
    CREATE TABLE cdm.condition_occurrence AS
      SELECT i AS person_id, 320128 AS condition_concept_id, DATE '2019-12-31' AS condition_start_date FROM range(1, 16) AS t(i)
      UNION ALL SELECT i, 320128, DATE '2019-06-30' FROM range(1, 16) AS t(i)     -- twice on record, one person still
      UNION ALL SELECT i, 201826, DATE '2020-01-01' FROM range(1, 21) AS t(i)     -- on the day of entry: not before it
      UNION ALL SELECT i, 201826, DATE '2018-12-31' FROM range(1, 21) AS t(i)     -- 366 days before: too early
      UNION ALL SELECT i, 0, DATE '2019-12-31' FROM range(1, 21) AS t(i);
    CREATE TABLE cdm.drug_exposure AS SELECT i AS person_id, 40164929 AS drug_concept_id, DATE '2019-01-01' AS drug_exposure_start_date FROM range(1, 4) AS t(i);
    CREATE TABLE cdm.measurement AS
      SELECT i * 10 AS measurement_id, i AS person_id, 3004410 AS measurement_concept_id, DATE '2019-11-01' AS measurement_date, 9.9 AS value_as_number, 8554 AS unit_concept_id FROM range(1, 11) AS t(i)
      UNION ALL SELECT i * 10 + 1, i, 3004410, DATE '2020-01-01', 6.0 + i / 10.0, 8554 FROM range(1, 11) AS t(i)
      UNION ALL SELECT i * 10 + 2, i, 3004410, DATE '2020-01-02', 99, 8554 FROM range(1, 11) AS t(i);
    CREATE TABLE treated AS SELECT i AS subject_id, DATE '2020-01-01' AS cohort_start_date, DATE '2020-02-01' AS cohort_end_date FROM range(1, 11) AS t(i)
      UNION ALL SELECT 1, DATE '2021-01-01', DATE '2021-02-01';
    CREATE TABLE control AS SELECT i AS subject_id, DATE '2020-01-01' AS cohort_start_date, DATE '2020-02-01' AS cohort_end_date FROM range(10, 21) AS t(i);
    CREATE TABLE nobody AS SELECT * FROM control WHERE false;
  `);
});

afterAll(() => {
  connection.close();
  database.close();
});

const describeCohorts = async (cohorts: string[], params: Record<string, unknown> = {}) => {
  const input = {
    kind: 'cohorts' as const,
    cohorts: cohorts.map((name) => ({ name, table: name })),
    all: () => undefined,
  };
  const answer = await runAnalysis('table-one', { params, input, connection, context: quiet });
  return { ...answer, result: answer.result as TableOneResult };
};

const find = <V>(result: TableOneResult, section: string, label: string) =>
  result.variables.find((v) => v.section === section && v.label === label) as V;

describe('table one of cohorts', () => {
  it('describes persons on the day of their first entry', async () => {
    const { result } = await describeCohorts(['treated', 'control']);
    expect(result.groups).toEqual([
      { name: 'treated', n: 10 },
      { name: 'control', n: 11 },
    ]);
    expect(result.excluded).toEqual([{ reason: 'later entries of the same person', n: 1 }]);
    const age = find<Continuous>(result, 'demographics', 'Age');
    expect(age.groups.map(({ mean }) => mean)).toEqual([64.5, 55]);
    expect(age.smd).toBeGreaterThan(0);
    const prior = find<Continuous>(result, 'demographics', 'Observed before entry');
    expect(prior.groups[0]).toMatchObject({ n: 10, missing: 0, mean: 730, sd: 0 });
    expect(result.notes).toEqual(['Some persons are in both cohorts.']);
  });

  it('names concepts and takes concept 0 as missing', async () => {
    const { result } = await describeCohorts(['treated']);
    const sex = find<Categorical>(result, 'demographics', 'Sex');
    expect(sex.levels.map(({ name, groups }) => [name, groups[0]!.n])).toEqual([
      ['FEMALE', 5],
      ['MALE', 5],
    ]);
    expect(find<Categorical>(result, 'demographics', 'Ethnicity').groups[0]).toMatchObject({ n: 0, missing: 10 });
  });

  it('puts years of entry together where they span many', async () => {
    await connection.run(`CREATE OR REPLACE TABLE spread AS SELECT i AS subject_id, make_date(1991 + i::INT, 5, 1) AS cohort_start_date,
      make_date(1991 + i::INT, 5, 1) AS cohort_end_date FROM range(1, 21) AS t(i)`);
    const { result } = await describeCohorts(['spread']);
    const years = find<Categorical>(result, 'demographics', 'Year of entry');
    expect(years.levels.map(({ name }) => name).slice(0, 2)).toEqual(['1992–1993', '1994–1995']);
    expect(years.levels).toHaveLength(10);
  });

  it('counts each person once for a condition in the 365 days before entry', async () => {
    const { result } = await describeCohorts(['treated', 'control']);
    const conditions = result.variables.filter(({ section }) => section === 'conditions');
    expect(conditions.map(({ label }) => label)).toEqual(['Essential hypertension']);
    expect((conditions[0] as Binary).groups.map(({ n }) => n)).toEqual([10, 6]);
  });

  it('looks back as far as told', async () => {
    const { result } = await describeCohorts(['treated'], { windowDays: 366, top: 1 });
    expect(find<Binary>(result, 'conditions', 'Type 2 diabetes mellitus').groups[0]!.n).toBe(10);
    expect(result.variables.filter(({ section }) => section === 'conditions')).toHaveLength(1);
  });

  it('counts drugs by ingredient', async () => {
    const { result } = await describeCohorts(['treated', 'control']);
    expect(find<Binary>(result, 'drugs', 'metformin').groups.map(({ n, proportion }) => [n, proportion])).toEqual([
      [3, 0.3],
      [0, 0],
    ]);
  });

  it('takes the last measurement up to and on the day of entry, with its unit', async () => {
    const { result } = await describeCohorts(['treated', 'control']);
    const a1c = find<Continuous>(result, 'measurements', 'Haemoglobin A1c');
    expect(a1c.unit).toBe('percent');
    expect(a1c.groups[0]).toMatchObject({ n: 10, missing: 0 });
    expect(a1c.groups[0]!.mean).toBeCloseTo(6.55, 10);
    expect(a1c.groups[1]).toMatchObject({ n: 1, missing: 10, sd: null });
    expect(a1c.smd).toBeNull();
  });

  it('does without the tables a dataset lacks and says so', async () => {
    await connection.run('ALTER TABLE cdm.drug_exposure RENAME TO put_away');
    const { result } = await describeCohorts(['control']);
    await connection.run('ALTER TABLE cdm.put_away RENAME TO drug_exposure');
    expect(result.notes).toEqual(['Not in this dataset: drug_exposure.']);
  });

  it('leaves nothing behind on the connection', async () => {
    await describeCohorts(['treated']);
    const rows = await connection.rows('SELECT table_name FROM duckdb_tables() WHERE temporary');
    expect(rows).toEqual([]);
  });

  it('refuses an empty cohort and three cohorts', async () => {
    await expect(describeCohorts(['nobody'])).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('“nobody” is empty'),
    });
    await expect(describeCohorts(['treated', 'control', 'nobody'])).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('releases a condition with its group and its complement, and the difference on the smallest count behind it', async () => {
    const { result } = await describeCohorts(['treated', 'control']);
    const { rows, relations } = spec.release(result).tables[0]!;
    const at = rows.findIndex((row) => row[0]!.kind === 'text' && row[0]!.text === 'Essential hypertension');
    expect(rows[at]![5]).toMatchObject({ kind: 'statistic', basis: 5 });
    expect(relations).toContainEqual({
      kind: 'chain',
      cells: [
        [0, 3],
        [at, 3],
      ],
    });
  });
});
