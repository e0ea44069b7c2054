import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import type { ComparisonResult } from './spec.ts';

let database: Database;
let connection: Connection;

// Persons 1 to 60 enter the treatment, 101 to 160 the comparator, on 1 February 2020, and are watched until the end of
// 2021. Every third has a stroke, on day 100 of treatment and on day 50 of the comparator.
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE everybody AS SELECT id FROM range(1, 61) t(id) UNION ALL SELECT id FROM range(101, 161) t(id)
      UNION ALL SELECT id FROM range(201, 212) t(id);
    CREATE TABLE cdm.person AS SELECT id AS person_id, 1940 + (id * 7) % 40 AS year_of_birth,
      CASE WHEN id % 2 = 0 THEN 8507 ELSE 8532 END AS gender_concept_id FROM everybody;
    CREATE TABLE cdm.observation_period AS SELECT id AS person_id, DATE '2018-01-01' AS observation_period_start_date,
      CASE WHEN id = 205 THEN DATE '2020-02-01' WHEN id = 206 THEN DATE '2020-03-31' ELSE DATE '2021-12-31' END AS observation_period_end_date
      FROM everybody WHERE id <> 203;
    CREATE TABLE cdm.death AS SELECT 204 AS person_id, DATE '2020-01-15' AS death_date UNION ALL SELECT 207, DATE '2020-04-01';
    CREATE TABLE cdm.measurement AS SELECT id AS measurement_id, id AS person_id, 3004249 AS measurement_concept_id,
      DATE '2020-01-20' AS measurement_date, 120.0 + (id * 13) % 50 AS value_as_number, 8876 AS unit_concept_id FROM everybody WHERE id % 5 > 0;
    CREATE TABLE treated AS SELECT id AS subject_id, DATE '2020-02-01' AS cohort_start_date, DATE '2020-05-01' AS cohort_end_date
      FROM everybody WHERE id <= 60 OR id > 200;
    INSERT INTO treated SELECT subject_id, DATE '2020-09-01', DATE '2020-10-01' FROM treated WHERE subject_id <= 3;
    CREATE TABLE comparator AS SELECT id AS subject_id, DATE '2020-02-01' AS cohort_start_date, DATE '2020-05-01' AS cohort_end_date
      FROM everybody WHERE id BETWEEN 101 AND 160 OR id IN (201);
    INSERT INTO comparator VALUES (202, '2020-01-01', '2020-06-01'), (208, '2020-03-02', '2020-06-01');
    CREATE TABLE few AS FROM comparator WHERE subject_id < 110;
    CREATE TABLE copy_of_treated AS FROM treated;
    CREATE TABLE nobody AS FROM treated WHERE false;
    CREATE TABLE stroke AS SELECT id AS subject_id, DATE '2020-02-01' + (CASE WHEN id < 100 THEN 100 ELSE 50 END)::INT AS cohort_start_date
      FROM everybody WHERE id % 3 = 0 AND id < 200 UNION ALL VALUES (209, DATE '2020-02-01'), (210, DATE '2020-02-20'), (202, DATE '2020-03-01');
  `);
});

afterAll(() => {
  connection.close();
  database.close();
});

const compare = async (cohorts: string[], params: Record<string, unknown> = {}) => {
  const input = {
    kind: 'cohorts' as const,
    cohorts: cohorts.map((name) => ({ name, table: name })),
    all: (name: string) => (name === 'stroke' ? 'stroke' : undefined),
  };
  const call = {
    params: { outcome: 'stroke', propensity: 'logistic-only', ...params },
    input,
    connection,
    context: quiet,
  };
  const { result, sql, sentence } = await runAnalysis('treatment-comparison', call);
  return { ...(result as ComparisonResult), sql, sentence };
};
const both = ['treated', 'comparator'];
const leftOut = (result: ComparisonResult) =>
  result.excluded.filter(({ n }) => n > 0).map(({ reason, n }) => [n, reason]);

describe('two cohorts of new users', () => {
  it('keeps each person once, on the side entered first, and counts who is left out', async () => {
    const result = await compare(both);
    expect(leftOut(result)).toEqual([
      [3, 'later entries of the same person'],
      [1, 'entered both cohorts on the same day'],
      [2, 'entered the other cohort first, and counted there'],
      [1, 'not in an observation period at entry'],
      [1, 'died before entry'],
      [1, 'had the outcome before or on the day of entry'],
      [1, 'not followed beyond the day of entry'],
    ]);
    // Of 211 to 60 treated: 206, 207, 208, 210 and 211 stay; 202 had come to the comparator first.
    expect([result.arms.treated.n, result.arms.comparator.n]).toEqual([65, 61]);
    expect(result.effects[0]!.arms).toMatchObject({ treated: { events: 21 }, comparator: { events: 21 } });
    expect(result.sql.join('\n')).toContain('cdm."measurement"');
  });

  it('finds that the event comes sooner under the comparator', async () => {
    const { effects, curves, subgroups, balance } = await compare(both);
    expect(effects.map(({ by, adjust }) => `${by} ${adjust}`)).toEqual([
      'none none',
      'logistic overlap',
      'logistic iptw',
      'logistic att',
      'logistic match',
    ]);
    const [treated, comparator] = curves.map(({ points }) => points.filter(({ nEvent }) => nEvent > 0));
    expect(treated!.map(({ time }) => time)).toEqual([19, 100]);
    expect(comparator!.map(({ time }) => time)).toEqual([50, 60]);
    expect(effects[1]!.measures[0]).toMatchObject({ measure: 'hazard-ratio' });
    expect(subgroups.map(({ label }) => label)).toEqual(['Age at the index date', 'Sex']);
    expect(balance.some(({ label }) => label.startsWith('Missing: '))).toBe(true);
  });

  it('takes as treatment the cohort that is named', async () => {
    const { arms } = await compare(both, { treatment: 'comparator' });
    expect([arms.treated.name, arms.comparator.name]).toEqual(['comparator', 'treated']);
    expect(arms.treated.n).toBe(61);
  });

  it('on treatment ends with the cohort, or with entry into the other one', async () => {
    const { curves } = await compare(both, { followUp: 'treatment' });
    const last = curves[0]!.points.at(-1)!;
    expect(last.time).toBe(90);
    expect(curves[0]!.points.filter(({ nEvent }) => nEvent > 0).map(({ time }) => time)).toEqual([19]);
  });

  it('counts nothing before the lag is over', async () => {
    const result = await compare(both, { lagDays: 30 });
    expect(leftOut(result)).toContainEqual([2, 'had the outcome by day 30 after entry']);
    expect(result.curves[0]!.points.filter(({ nEvent }) => nEvent > 0).map(({ time }) => time)).toEqual([70]);
  });

  it('compares risks by a day; who leaves sooner is not known, who dies is', async () => {
    const result = await compare(both, { measure: 'risk', horizonDays: 70 });
    expect(leftOut(result)).toContainEqual([1, 'left before day 70 without the outcome']);
    expect(result.kind).toBe('binary');
    expect(result.curves).toEqual([]);
    const [lead] = result.effects.filter(({ leads }) => leads);
    expect(lead!.measures.map(({ measure }) => measure)).toEqual(['risk-difference', 'risk-ratio']);
    expect(lead!.risks!.comparator).toBeGreaterThan(0.2);
  });

  it('leaves out whoever is in both, if told to', async () => {
    const result = await compare(both, { inBoth: 'exclude' });
    expect(leftOut(result)).toContainEqual([2, 'in both cohorts']);
  });

  it.each([
    ['a cohort and itself', ['treated', 'treated'], {}, 'compared with itself'],
    ['a cohort and its copy', ['treated', 'copy_of_treated'], {}, 'the same persons on the same days'],
    ['an empty cohort', ['treated', 'nobody'], {}, '“nobody” is empty'],
    ['an arm of a few', ['treated', 'few'], {}, '“few” has fewer than 20 persons'],
    ['one cohort', ['treated'], {}, '2 to 2 cohorts'],
    ['an outcome that is an arm', both, { outcome: 'treated' }, 'Parameter “outcome”'],
    ['an outcome that is not there', both, { outcome: 'gout' }, 'Parameter “outcome”'],
    ['a treatment that is neither', both, { treatment: 'stroke' }, 'Parameter “treatment”'],
    ['a risk without a horizon', both, { measure: 'risk' }, 'Parameter “horizonDays”'],
    ['a horizon within the lag', both, { horizonDays: 20, lagDays: 30 }, 'Parameter “horizonDays”'],
    ['an outcome nobody has', both, { horizonDays: 10 }, 'nobody in either arm'],
    ['subgroups by no feature', both, { subgroups: ['shoe size'] }, 'Parameter “subgroups”'],
    ['the model where none is', both, { propensity: 'model' }, 'no model is installed'],
    [
      'features from after entry',
      both,
      { features: { version: 1, windows: [{ name: 'after', fromDay: 0, toDay: 30 }] } },
      'on or after it',
    ],
  ])('refuses %s', async (_, cohorts, params, message) => {
    await expect(compare(cohorts, params)).rejects.toThrow(message);
  });
});
