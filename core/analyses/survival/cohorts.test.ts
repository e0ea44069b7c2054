import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import type { SurvivalResult } from './spec.ts';

let database: Database;
let connection: Connection;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE cdm.observation_period AS SELECT * FROM (VALUES
      (1, DATE '2020-01-01', DATE '2020-12-31'),   -- stroke on day 30
      (2, DATE '2020-01-01', DATE '2020-04-30'),   -- leaves on day 90
      (3, DATE '2020-01-01', DATE '2020-12-31'),   -- dies on day 60
      (4, DATE '2020-06-01', DATE '2020-12-31'),   -- not observed at entry
      (5, DATE '2019-01-01', DATE '2020-12-31'),   -- stroke before entry
      (6, DATE '2020-01-01', DATE '2020-12-31')    -- stroke on the day of entry
    ) AS t(person_id, observation_period_start_date, observation_period_end_date);
    CREATE TABLE cdm.death AS SELECT 3 AS person_id, DATE '2020-04-01' AS death_date;
    CREATE TABLE target AS SELECT id AS subject_id, DATE '2020-02-01' AS cohort_start_date, DATE '2020-02-10' AS cohort_end_date
      FROM range(1, 7) AS t(id) UNION ALL VALUES (1, DATE '2020-05-01', DATE '2020-05-02');
    CREATE TABLE other AS SELECT * FROM target WHERE subject_id IN (1, 2);
    CREATE TABLE nobody AS SELECT * FROM target WHERE false;
    CREATE TABLE stroke AS SELECT * FROM (VALUES (1, DATE '2020-03-02'), (1, DATE '2020-03-20'), (3, DATE '2020-06-01'),
      (5, DATE '2019-05-05'), (5, DATE '2020-02-20'), (6, DATE '2020-02-01')) AS t(subject_id, cohort_start_date);
  `);
});

afterAll(() => {
  connection.close();
  database.close();
});

const follow = async (cohorts: string[], params: Record<string, unknown>) => {
  const input = {
    kind: 'cohorts' as const,
    cohorts: cohorts.map((name) => ({ name, table: name })),
    all: (name: string) => (name === 'stroke' ? 'stroke' : undefined),
  };
  const { result } = await runAnalysis('survival', { params, input, connection, context: quiet });
  return result as SurvivalResult;
};

const steps = (result: SurvivalResult) =>
  result.strata[0]!.curve.map(({ time, nEvent, nCensor }) => [time, nEvent, nCensor]);

describe('survival of a cohort', () => {
  it('follows from first entry to first outcome, death or the end of observation', async () => {
    const result = await follow(['target'], { outcome: 'stroke' });
    expect(steps(result)).toEqual([
      [0, 1, 0],
      [30, 1, 0],
      [60, 0, 1],
      [89, 0, 1],
    ]);
    expect(result.excluded.map(({ n }) => n)).toEqual([1, 1, 0, 1]);
    expect(result.strata[0]!.personTime).toBe(0 + 30 + 60 + 89);
    expect(result.notes.join()).toContain('competing');
  });

  it('keeps those with an earlier outcome when told to', async () => {
    const result = await follow(['target'], { outcome: 'stroke', priorOutcome: 'keep' });
    expect(result.n).toBe(5);
    expect(steps(result)).toContainEqual([19, 1, 0]);
  });

  it('stops at the horizon, whose own day still counts', async () => {
    expect(steps(await follow(['target'], { outcome: 'stroke', horizonDays: 30 }))).toEqual([
      [0, 1, 0],
      [30, 1, 2],
    ]);
  });

  it('takes death as the outcome when none is named', async () => {
    const result = await follow(['target'], {});
    expect(result.strata[0]!.events).toBe(1);
    expect(steps(result)).toContainEqual([60, 1, 0]);
  });

  it('compares cohorts and says when persons are in both', async () => {
    const result = await follow(['target', 'other'], { outcome: 'stroke' });
    expect(result.strata.map(({ name, n }) => [name, n])).toEqual([
      ['target', 4],
      ['other', 2],
    ]);
    expect(result.notes[0]).toContain('more than one cohort');
    expect(result.logRank!.df).toBe(1);
  });

  it.each([
    ['an empty cohort', ['nobody'], {}, '“nobody” is empty'],
    ['an outcome that is not there', ['target'], { outcome: 'gout' }, 'Parameter “outcome”'],
    ['an outcome that is the cohort itself', ['target'], { outcome: 'target' }, 'Parameter “outcome”'],
    ['five cohorts', ['a', 'b', 'c', 'd', 'e'], {}, '1 to 4 cohorts'],
  ])('refuses %s', async (_, cohorts, params, message) => {
    await expect(follow(cohorts, params)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
    });
  });
});
