import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from '../engine/database.ts';
import { labelOutcome } from './outcome.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => {
  connection.close();
  database.close();
});

/** Everyone enters on 2020-01-01; observation ends on the day given; the outcome comes on the day given. */
await connection.run(`
  CREATE SCHEMA cdm;
  CREATE TABLE target AS SELECT range AS subject_id, DATE '2020-01-01' AS cohort_start_date FROM range(1, 12)
    UNION ALL SELECT 1, DATE '2021-01-01';
  CREATE TABLE cdm.observation_period AS SELECT person_id, DATE '2015-01-01' AS observation_period_start_date,
    DATE '2020-01-01' + last AS observation_period_end_date
    FROM (VALUES (1, 400), (2, 400), (3, 400), (4, 400), (5, 100), (6, 100), (7, 365), (8, 364), (9, -1), (10, 400)) v(person_id, last);
  CREATE TABLE outcome AS SELECT subject_id, DATE '2020-01-01' + day AS cohort_start_date
    FROM (VALUES (1, 1), (1, 30), (2, 365), (3, 366), (4, 0), (4, 50), (5, 50), (10, -300), (10, 20)) v(subject_id, day)`);

const label = (fromDay: number, toDay: number) =>
  labelOutcome(connection, { cohortTable: 'target', outcomeTable: 'outcome', fromDay, toDay, into: 'labels' }, quiet);

describe('labelling an outcome', () => {
  it('knows the event, the free, and why the others are left out', async () => {
    const labelled = await label(1, 365);
    expect(await connection.rows('SELECT subject_id, outcome_day, outcome FROM labels')).toEqual([
      { subject_id: 1, outcome_day: 1, outcome: 1 },
      { subject_id: 2, outcome_day: 365, outcome: 1 },
      { subject_id: 3, outcome_day: null, outcome: 0 },
      { subject_id: 5, outcome_day: 50, outcome: 1 },
      { subject_id: 7, outcome_day: null, outcome: 0 },
    ]);
    expect(labelled).toMatchObject({ rows: 5, events: 3, excluded: { before: 2, censored: 2, unobserved: 2 } });
    expect(labelled.notices).toEqual([
      '2 persons had the outcome before day 1 and were left out.',
      '2 persons left observation before day 365 without the outcome and were left out.',
      '2 persons were not under observation on the index date and were left out.',
    ]);
  });

  it('counts an outcome only in the observation period of the index date', async () => {
    // By hand: of 10 persons observed to day 400 one has the outcome, on day 50: a risk of 1/10. Nine leave on day 100,
    // one before the index date; of each of these, one comes back on day 200 and has the outcome on day 250.
    await connection.run(`
      CREATE SCHEMA gap;
      CREATE TABLE gap.target AS SELECT range AS subject_id, DATE '2020-01-01' AS cohort_start_date FROM range(101, 121);
      INSERT INTO cdm.observation_period
        SELECT range, DATE '2015-01-01', DATE '2020-01-01' + 400 FROM range(101, 111)
        UNION ALL SELECT range, DATE '2015-01-01', DATE '2020-01-01' + if(range = 112, -1, 100) FROM range(111, 121)
        UNION ALL SELECT range, DATE '2020-01-01' + 200, DATE '2020-01-01' + 900 FROM range(111, 113);
      CREATE TABLE gap.outcome AS SELECT subject_id, DATE '2020-01-01' + day AS cohort_start_date
        FROM (VALUES (101, 50), (111, 250), (112, 250)) v(subject_id, day)`);
    const request = { cohortTable: 'gap.target', outcomeTable: 'gap.outcome', fromDay: 1, toDay: 365, into: 'gaps' };
    const labelled = await labelOutcome(connection, request, quiet);
    expect(labelled).toMatchObject({ rows: 10, events: 1, excluded: { before: 0, censored: 9, unobserved: 1 } });
    expect(await connection.rows('SELECT subject_id, outcome_day FROM gaps WHERE outcome = 1')).toEqual([
      { subject_id: 101, outcome_day: 50 },
    ]);
  });

  it('counts the index date when the window starts there', async () => {
    const labelled = await label(0, 30);
    expect(await connection.one('SELECT outcome FROM labels WHERE subject_id = 4')).toEqual({ outcome: 1 });
    expect(labelled.excluded.before).toBe(1);
  });

  it('refuses a window before the index date or one that ends before it starts', async () => {
    for (const [from, to] of [
      [-1, 30],
      [30, 29],
      [1.5, 30],
    ] as const) {
      await expect(label(from, to)).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  it('leaves no scratch table behind and gives the same rows by hand', async () => {
    const { sql } = await label(1, 365);
    const before = await connection.rows('SELECT * FROM labels');
    expect(
      await connection.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'outcome_status'"),
    ).toEqual([]);
    await connection.run(sql);
    expect(await connection.rows('SELECT * FROM labels')).toEqual(before);
  });
});
