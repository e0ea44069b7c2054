import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { type FeatureDeclaration, featureDeclaration } from '../../contract/features.ts';
import { openDatabase } from '../engine/database.ts';
import { buildFeatures } from './build.ts';
import { defaultFeatures } from './default.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => {
  connection.close();
  database.close();
});

const year = { name: 'year', fromDay: -365, toDay: -1 };

const declare = (parts: Record<string, unknown>): FeatureDeclaration =>
  featureDeclaration.parse({ version: 1, windows: [year], ...parts });

const build = (declaration: FeatureDeclaration, cohortTable = 'target') =>
  buildFeatures(connection, { cohortTable, declaration, into: 'matrix' }, quiet);

const column = async (name: string) =>
  Object.fromEntries(
    (await connection.rows<{ subject_id: number; v: number }>(`SELECT subject_id, "${name}" AS v FROM matrix`)).map(
      (r) => [r.subject_id, r.v],
    ),
  );

/** Two persons; the index date is 2020-01-01 for both. Person 1 enters again later. */
beforeAll(async () => {
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE target AS SELECT * FROM (VALUES
      (1, DATE '2020-01-01', DATE '2020-02-01'), (1, DATE '2021-01-01', DATE '2021-02-01'),
      (2, DATE '2020-01-01', DATE '2020-02-01')) v(subject_id, cohort_start_date, cohort_end_date);
    CREATE TABLE cdm.person AS SELECT * FROM (VALUES (1, 8507, 1950, 8527), (2, 8532, 1980, 0))
      v(person_id, gender_concept_id, year_of_birth, race_concept_id);
    CREATE TABLE cdm.concept AS SELECT * FROM (VALUES
      (10, 'Diabetes', 'Disorder', 'S'), (11, 'Type 2 diabetes', 'Disorder', 'S'), (20, 'metformin', 'Ingredient', 'S'),
      (21, 'metformin 500 mg', 'Clinical Drug', 'S'), (22, 'metformin 1000 mg', 'Clinical Drug', 'S'),
      (30, 'HbA1c', 'Lab Test', 'S'), (50, 'percent', 'Unit', 'S'), (51, 'mmol/mol', 'Unit', 'S'), (8527, 'White', 'Race', 'S'))
      v(concept_id, concept_name, concept_class_id, standard_concept);
    CREATE TABLE cdm.concept_ancestor AS SELECT * FROM (VALUES (10, 10), (10, 11), (11, 11), (20, 20), (20, 21), (20, 22),
      (21, 21), (22, 22), (9201, 9201), (30, 30)) v(ancestor_concept_id, descendant_concept_id);
    CREATE TABLE cdm.condition_occurrence AS SELECT * FROM (VALUES
      (1, 1, 11, DATE '2019-12-31'), (2, 1, 11, DATE '2019-06-01'), (3, 1, 12, DATE '2018-12-31'), (4, 1, 13, DATE '2019-01-01'),
      (5, 2, 11, DATE '2020-01-01'), (6, 2, 11, DATE '2020-01-02'), (7, 2, 14, DATE '2019-12-31'), (8, 1, 0, DATE '2019-12-30'),
      (9, 2, 0, DATE '2019-12-30')) v(condition_occurrence_id, person_id, condition_concept_id, condition_start_date);
    CREATE TABLE cdm.drug_exposure AS SELECT * FROM (VALUES
      (1, 1, 21, DATE '2019-10-01'), (2, 1, 22, DATE '2019-11-01'), (3, 2, 22, DATE '2019-11-01'), (4, 2, 29, DATE '2019-11-01'))
      v(drug_exposure_id, person_id, drug_concept_id, drug_exposure_start_date);
    CREATE TABLE cdm.measurement AS SELECT * FROM (VALUES
      (1, 1, 30, DATE '2019-01-01', 8.0, 50), (2, 1, 30, DATE '2019-07-02', 7.0, 50), (3, 1, 30, DATE '2019-12-31', 6.9, 50),
      (4, 1, 30, DATE '2019-12-31', 6.5, 50), (5, 1, 30, DATE '2019-08-01', 60, 51), (6, 1, 30, DATE '2020-01-01', 99, 50),
      (7, 2, 30, DATE '2019-05-05', 5.5, 50), (8, 2, 30, DATE '2019-05-05', 5.7, 50), (9, 2, 30, DATE '2019-09-05', NULL, 50))
      v(measurement_id, person_id, measurement_concept_id, measurement_date, value_as_number, unit_concept_id);
    CREATE TABLE cdm.visit_occurrence AS SELECT * FROM (VALUES
      (1, 1, 9201, DATE '2019-12-28', DATE '2020-01-05'), (2, 1, 9201, DATE '2019-12-30', DATE '2019-12-31'),
      (3, 1, 9201, DATE '2018-12-25', DATE '2019-01-02'), (4, 1, 9202, DATE '2019-03-03', DATE '2019-03-03'),
      (5, 2, 9202, DATE '2020-01-01', DATE '2020-01-01'), (6, 2, 9203, DATE '2019-03-03', NULL))
      v(visit_occurrence_id, person_id, visit_concept_id, visit_start_date, visit_end_date)`);
});

describe('rows', () => {
  it('are one per person, at the first entry, and say so', async () => {
    const built = await build(declare({ demographics: ['age', 'sex', 'race'] }));
    expect(built.rows).toBe(2);
    expect(built.notices).toContain('1 persons enter the cohort more than once; only their first entry is used.');
    expect(await connection.rows('SELECT * FROM matrix')).toEqual([
      { subject_id: 1, index_date: '2020-01-01', age: 70, sex: 'male', race: 'White' },
      { subject_id: 2, index_date: '2020-01-01', age: 40, sex: 'female', race: null },
    ]);
    expect(built.columns.map(({ name, kind, missing }) => [name, kind, missing])).toEqual([
      ['age', 'number', 0],
      ['sex', 'category', 0],
      ['race', 'category', 1],
    ]);
  });

  it('keep a person whom person does not know', async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE stranger AS SELECT 9 AS subject_id, DATE '2020-01-01' AS cohort_start_date`,
    );
    const built = await build(declare({ demographics: ['age'] }), 'stranger');
    expect(built).toMatchObject({ rows: 1, columns: [{ name: 'age', missing: 1 }] });
    expect(built.notices.join()).toContain('1 persons of the cohort are not in the table person');
  });

  it('are none for an empty cohort', async () => {
    const built = await build(defaultFeatures, '(SELECT * FROM target WHERE false)');
    expect(built.rows).toBe(0);
    expect(built.columns.find(({ name }) => name === 'age')).toMatchObject({ missing: 0 });
  });
});

describe('windows', () => {
  const diabetes = (window: { name: string; fromDay: number; toDay: number }, as: 'present' | 'count' = 'count') =>
    declare({ windows: [window], presence: [{ domain: 'condition', concepts: [10], window: window.name, as }] });

  it('let nothing of the index date or after it in unless they say so', async () => {
    await build(diabetes(year, 'present'));
    expect(await column('condition_10_year')).toEqual({ 1: 1, 2: 0 });
    await build(diabetes({ name: 'to', fromDay: -365, toDay: 0 }));
    expect(await column('condition_10_count_to')).toEqual({ 1: 2, 2: 1 });
    await build(diabetes({ name: 'on', fromDay: 0, toDay: 1 }));
    expect(await column('condition_10_count_on')).toEqual({ 1: 0, 2: 2 });
  });

  it('hold both of their ends', async () => {
    const both = [12, 13].map((id) => ({ domain: 'condition', concepts: [id], window: 'year' }));
    await build(declare({ presence: both }));
    expect(await column('condition_12_year')).toEqual({ 1: 0, 2: 0 });
    expect(await column('condition_13_year')).toEqual({ 1: 1, 2: 0 });
  });

  it('that nobody declared are refused', async () => {
    const wrong = {
      ...declare({}),
      timeSince: [{ domain: 'visit', concepts: [9201], descendants: true, window: 'never' }],
    };
    await expect(build(wrong as FeatureDeclaration)).rejects.toThrow(/never/);
  });
});

describe('concepts', () => {
  it('bring their descendants only when asked', async () => {
    await build(declare({ presence: [{ domain: 'condition', concepts: [10], descendants: false, window: 'year' }] }));
    expect(await column('condition_10_year')).toEqual({ 1: 0, 2: 0 });
  });

  it('of a label make one feature', async () => {
    const built = await build(
      declare({ presence: [{ domain: 'condition', concepts: [13, 14], label: 'Odd pair', window: 'year' }] }),
    );
    expect(built.columns).toEqual([
      {
        name: 'condition_odd_pair_year',
        label: 'Odd pair, in the 365 days before',
        kind: 'number',
        source: { domain: 'condition', conceptIds: [13, 14] },
        missing: 0,
      },
    ]);
    expect(await column('condition_odd_pair_year')).toEqual({ 1: 1, 2: 1 });
  });

  it('at the top are those of most persons in the window, never concept 0; drugs by ingredient', async () => {
    const conditions = await build(declare({ presence: [{ domain: 'condition', concepts: 'top:2', window: 'year' }] }));
    expect(conditions.columns.map(({ source }) => source.conceptIds)).toEqual([[11], [13]]);
    const drugs = await build(
      declare({ presence: [{ domain: 'drug', concepts: 'top:1', window: 'year', as: 'count' }] }),
    );
    expect(drugs.columns).toMatchObject([
      { label: 'metformin: number of records, in the 365 days before', source: { conceptIds: [20] } },
    ]);
    expect(await column('drug_20_count_year')).toEqual({ 1: 2, 2: 1 });
  });
});

describe('measurements', () => {
  it('give last, mean and least-squares slope a year, in the commonest unit', async () => {
    const built = await build(
      declare({ measurements: [{ concepts: [30], statistics: ['last', 'mean', 'slope'], window: 'year' }] }),
    );
    expect(await column('measurement_30_last_year')).toEqual({ 1: 6.5, 2: 5.7 });
    const mean = await column('measurement_30_mean_year');
    expect(mean[1]).toBeCloseTo((8 + 7 + 6.9 + 6.5) / 4, 12);
    expect(mean[2]).toBeCloseTo(5.6, 12);
    // By hand: days -365, -183, -1, -1 (mean -137.5) and values 8, 7, 6.9, 6.5 (mean 7.1) give Sxy -309.4, Sxx 91091.
    const slope = await column('measurement_30_slope_year');
    expect(slope[1]).toBeCloseTo((-309.4 / 91_091) * 365.25, 9);
    expect(slope[2]).toBeNull();
    expect(built.columns.map(({ unit, missing }) => [unit, missing])).toEqual([
      ['percent', 0],
      ['percent', 0],
      ['percent per year', 1],
    ]);
    expect(built.notices).toContain(
      'Results in another unit than the commonest were left out: HbA1c (1 not in percent).',
    );
  });
});

describe('utilisation and time since', () => {
  it('count visits that start in the window and each hospital day in it once', async () => {
    const kinds = ['inpatient', 'outpatient', 'emergency', 'any', 'hospital-days'].map((kind) => ({
      kind,
      window: 'year',
    }));
    const built = await build(declare({ utilisation: kinds }));
    expect(await connection.rows('SELECT * EXCLUDE (subject_id, index_date) FROM matrix')).toEqual([
      // 2019-01-01, 01-02 (the stay of 2018 reaches in), 12-28 to 12-31.
      {
        visit_hospital_stays_count_year: 2,
        visit_outpatient_visits_count_year: 1,
        visit_emergency_visits_count_year: 0,
        visit_visits_count_year: 3,
        visit_days_in_hospital_year: 6,
      },
      {
        visit_hospital_stays_count_year: 0,
        visit_outpatient_visits_count_year: 0,
        visit_emergency_visits_count_year: 1,
        visit_visits_count_year: 1,
        visit_days_in_hospital_year: 0,
      },
    ]);
    expect(built.columns.map(({ label }) => label)[0]).toBe('Hospital stays, in the 365 days before');
  });

  it('tell days since the last event, missing without one', async () => {
    const built = await build(declare({ timeSince: [{ domain: 'condition', concepts: [10], window: 'year' }] }));
    expect(await column('condition_10_days_since_year')).toEqual({ 1: 1, 2: null });
    expect(built.columns[0]).toMatchObject({
      unit: 'days',
      missing: 1,
      label: 'Diabetes: days since the last, in the 365 days before',
    });
  });
});

describe('a dataset', () => {
  it('without a table loses the features of its domain and says so', async () => {
    const built = await build(
      declare({
        presence: [
          { domain: 'observation', concepts: [1], window: 'year' },
          { domain: 'condition', concepts: [10], window: 'year' },
        ],
      }),
    );
    expect(built.columns).toHaveLength(1);
    expect(built.notices).toContain(
      'This dataset has no table observation: features of the domain observation were left out.',
    );
  });

  it('is left as it was: no scratch table stays behind', async () => {
    await build(defaultFeatures);
    const left = await connection.rows(
      "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'feature_%'",
    );
    expect(left).toEqual([]);
  });

  it('gives the same matrix when the statements are run by hand', async () => {
    const built = await build(defaultFeatures);
    const before = await connection.rows('SELECT * FROM matrix');
    await connection.run(built.sql);
    expect(await connection.rows('SELECT * FROM matrix')).toEqual(before);
    expect(built.columns.length).toBeGreaterThan(10);
  });
});

it('stops when cancelled', async () => {
  const abort = new AbortController();
  abort.abort();
  const context = { signal: abort.signal, progress: () => {} };
  await expect(
    buildFeatures(connection, { cohortTable: 'target', declaration: defaultFeatures, into: 'm' }, context),
  ).rejects.toMatchObject({ code: 'cancelled' });
});
