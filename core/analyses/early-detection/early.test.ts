import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import type { FeatureDeclaration } from '../../../contract/features.ts';
import { openDatabase } from '../../engine/database.ts';
import { defaultLimits } from '../../engine/settings.ts';
import { modelForRun } from '../../handlers/analysis-model.ts';
import { inProcessInference } from '../../inference/testing/in-process.ts';
import { runAnalysis } from '../run-analysis.ts';
import { leadTables } from './lead-tables.ts';
import { matchedRows } from './matched-rows.ts';
import { type EarlyResult, params, signalFrom } from './spec.ts';

const inference = inProcessInference();
const modelsFolder = fileURLToPath(new URL('../../../models', import.meta.url));
const { port: model } = modelForRun({ inference, modelsFolder, limits: { ...defaultLimits(), threads: 1 } });
const database = await openDatabase();
const connection = await database.connect();
afterAll(async () => {
  connection.close();
  database.close();
  await inference.close();
});

/** A number in [0, 1) for each person (`i`) and salt. */
const draw = (salt: string, more = '') => `(hash(i, '${salt}'${more}) / 18446744073709551616)`;
const markerDays = 90;
const persons = 420;

/**
 * Persons observed for two to seven years. The rate of the outcome rises steeply with calendar time and with
 * length of record, and with nothing else. Code 100 came into use in the middle of 2016 and is put on most visits since, so it
 * tells calendar time; the number of visits tells length of record; code 300 is the outcome's own, recorded on its day;
 * code 400 is recorded five days before it. Measurement 500 rises in a line from 90 days before the outcome on, and 600
 * never changes.
 */
beforeAll(async () => {
  await connection.run(`
    CREATE SCHEMA cdm;
    CREATE TABLE lives AS SELECT i::INTEGER AS i, DATE '2012-01-01' + floor(${draw('start')} * 1500)::INTEGER AS first_day,
      (730 + floor(${draw('length')} * 1800))::INTEGER AS days, (20 + floor(${draw('entry')} * 200))::INTEGER AS entry_day FROM range(${persons}) t(i);
    CREATE TABLE months AS SELECT i, first_day, unnest(range(entry_day + 1, days, 30))::INTEGER AS day FROM lives;
    CREATE TABLE outcomes AS SELECT i, min(day)::INTEGER AS outcome_day FROM months
      WHERE ${draw('outcome', ', day')} < 0.00002 * ((first_day + day - DATE '2012-01-01') / 365.25) ** 4 * (day / 1000) GROUP BY i;
    CREATE TABLE visits AS SELECT i, first_day, day, first_day + day AS visit_date, outcome_day FROM
      (SELECT i, first_day, unnest(range((${draw('first visit')} * 40)::INTEGER, days, 40))::INTEGER AS day FROM lives)
      LEFT JOIN outcomes USING (i);
    CREATE TABLE cdm.person AS SELECT i AS person_id, 8507 AS gender_concept_id, 1950 AS year_of_birth FROM lives;
    CREATE TABLE cdm.observation_period AS SELECT i AS person_id, first_day AS observation_period_start_date,
      first_day + days AS observation_period_end_date FROM lives;
    CREATE TABLE cdm.visit_occurrence AS SELECT row_number() OVER () AS visit_occurrence_id, i AS person_id,
      9202 AS visit_concept_id, visit_date AS visit_start_date, visit_date AS visit_end_date FROM visits;
    CREATE TABLE cdm.condition_occurrence AS SELECT row_number() OVER () AS condition_occurrence_id, * FROM (
      SELECT i AS person_id, 100 AS condition_concept_id, visit_date AS condition_start_date FROM visits
        WHERE visit_date >= DATE '2016-07-01' AND ${draw('code', ', day')} < 0.8
      UNION ALL SELECT i, 300, first_day + outcome_day FROM outcomes JOIN lives USING (i)
      UNION ALL SELECT i, 400, first_day + outcome_day - 5 FROM outcomes JOIN lives USING (i));
    CREATE TABLE cdm.measurement AS SELECT row_number() OVER () AS measurement_id, * FROM (
      SELECT i AS person_id, 500 AS measurement_concept_id, visit_date AS measurement_date, 0 AS unit_concept_id,
        10 + 2 * ${draw('marker', ', day')} + greatest(0, coalesce(day - outcome_day + ${markerDays}, 0)) * 12 / ${markerDays} AS value_as_number FROM visits
      UNION ALL SELECT i, 600, visit_date, 0, 5 + ${draw('other', ', day')} FROM visits);
    CREATE TABLE target AS SELECT i AS subject_id, first_day + entry_day AS cohort_start_date, first_day + days AS cohort_end_date FROM lives;
    CREATE TABLE event AS SELECT i AS subject_id, first_day + outcome_day AS cohort_start_date, first_day + outcome_day AS cohort_end_date
      FROM outcomes JOIN lives USING (i);
    CREATE TABLE rare AS SELECT * FROM event LIMIT 9;
    CREATE TABLE nobody AS SELECT * FROM target WHERE false`);
});

const windows = [
  { name: 'year', fromDay: -365, toDay: -1 },
  { name: 'ever', fromDay: -36_500, toDay: -1 },
];
const features = (parts: Partial<FeatureDeclaration>) => ({ version: 1, windows, ...parts });
const code = (concept: number, window: string) => ({
  domain: 'condition',
  concepts: [concept],
  window,
  descendants: true,
});

/** What tells calendar time, length of record and the outcome's own day, and nothing that tells it early. */
const leaky = {
  version: 1,
  windows,
  presence: [{ ...code(100, 'year'), as: 'count' }, code(300, 'ever'), code(400, 'year')],
  utilisation: [{ kind: 'any', window: 'ever' }],
  timeSince: [code(100, 'ever')],
};
const marked = features({
  measurements: [{ concepts: [500, 600], descendants: true, statistics: ['last', 'slope'], window: 'year' }],
});

const tables: Readonly<Record<string, string>> = { event: 'event', rare: 'rare' };
const inputOf = (cohort: string) => ({
  kind: 'cohorts' as const,
  cohorts: [{ name: cohort, table: cohort }],
  all: (name: string) => tables[name],
});

async function early(asked: Record<string, unknown>, cohort = 'target', context = quiet) {
  const input = inputOf(cohort);
  const call = {
    params: { outcome: 'event', controlsPerCase: 2, folds: 3, replicates: 100, ...asked },
    input,
    connection,
    context,
  };
  const { result, sql, sentence } = await runAnalysis('early-detection', { ...call, ...(model && { model }) });
  return { result: result as EarlyResult, sql, sentence };
}

const auc = ({ at }: EarlyResult) => at.map(({ model: measured }) => measured.auc.estimate!);

describe('a planted leak', () => {
  it('would tell cases from persons on any day: by the calendar, and by the length of record', async () => {
    const { calendar, record } = await connection.one<{ calendar: number; record: number }>(`
      WITH others AS (SELECT first_day + day AS index_date, day FROM (SELECT *, row_number() OVER (PARTITION BY i ORDER BY ${draw('any', ', day')}) AS n
        FROM months ANTI JOIN outcomes USING (i)) WHERE n = 1),
      cases AS (SELECT first_day + outcome_day AS index_date, outcome_day AS day FROM outcomes JOIN lives USING (i))
      SELECT avg((c.index_date > o.index_date)::INT) AS calendar, avg((c.day > o.day)::INT) AS record FROM cases c, others o`);
    expect(calendar).toBeGreaterThan(0.7);
    expect(record).toBeGreaterThan(0.65);
  });

  it('does not show as an early signal, whatever tells it', async () => {
    const { result } = await early({ leads: [0, 180], features: leaky, drivers: 'no', caliperDays: 120 });
    expect(result.cases).toBeGreaterThan(60);
    const [now, half] = auc(result);
    expect(Math.abs(half! - 0.5)).toBeLessThan(0.08);
    for (const { model: m, logistic } of result.at.slice(1))
      for (const { lower, upper } of [m.auc, logistic.auc]) expect(lower! < 0.52 && upper! > 0.48).toBe(true);
    for (const { auc: alone } of result.leaks) expect(Math.abs(alone.estimate! - 0.5)).toBeLessThan(0.08);
    // Code 400 stands five days before each outcome: truly seen with data up to the day before, and at no longer lead.
    expect(now).toBeGreaterThan(0.99);
    expect(signalFrom(result)).toBe(0);
  });

  it('shows where nothing but the time since entry is matched: the caliper is what takes it away', async () => {
    const { result } = await early({ leads: [180], features: leaky, drivers: 'no', caliperDays: 3650 });
    expect(auc(result)[0]).toBeGreaterThan(0.6);
    expect(Math.max(...result.leaks.map(({ auc: alone }) => alone.lower!))).toBeGreaterThan(0.5);
  });

  it('on the day of the outcome is not read even without a lead', async () => {
    const { result } = await early({
      leads: [0],
      drivers: 'no',
      features: { ...leaky, presence: [leaky.presence[0], leaky.presence[1]] },
    });
    expect(Math.abs(auc(result)[0]! - 0.5)).toBeLessThan(0.08);
  });
});

describe('a planted early signal', () => {
  it('is found at leads shorter than its own, not at longer ones, with the feature that carries it', async () => {
    const { result, sentence, sql } = await early({ leads: [0, 45, 95, 365], features: marked });
    const [now, later, ...before] = auc(result);
    expect([now! > 0.97, later! > 0.8]).toEqual([true, true]);
    for (const none of before) expect(Math.abs(none - 0.5)).toBeLessThan(0.08);
    expect(signalFrom(result)).toBe(45);
    expect(result.at.map(({ logistic }) => logistic.auc.estimate! > 0.6)).toEqual([true, true, false, false]);
    const [carrier, idle] = result.at[1]!.drivers;
    expect(carrier).toMatchObject({ what: 'concept 500', domain: 'measurement' });
    expect(carrier!.loss.lower).toBeGreaterThan(0.2);
    expect(Math.abs(idle!.loss.estimate!)).toBeLessThan(0.05);
    expect(Math.abs(result.at[3]!.drivers[0]!.loss.estimate!)).toBeLessThan(0.1);
    expect(result.at[0]!.model.slope.estimate).toBeGreaterThan(0.5);
    expect(sentence).toContain('From 45 days before on, more is seen than 365 days before.');
    expect(sql.join('\n').match(/FROM cdm\."measurement"/g)).toHaveLength(1);
  });
});

describe('the persons', () => {
  const draws = async (asked: Record<string, unknown>, reads = false) => {
    const input = inputOf('target');
    const call = {
      params: params.parse({ outcome: 'event', controlsPerCase: 2, ...asked }),
      input,
      connection,
      context: quiet,
    };
    const sql: string[] = [];
    const statements = { sql, run: (text: string) => connection.run(text) };
    const rows = await matchedRows(call, statements);
    return { rows, ...(reads && { tables: await leadTables(call, model!, statements) }) };
  };

  it('are the same at every lead, on the same days; every case has as many controls, each once', async () => {
    const { rows, tables } = await draws({ leads: [0, 365], features: marked, caliperDays: 100 }, true);
    const near = `SELECT set_id, count(*)::INT AS n, sum(is_case)::INT AS cases,
      max(index_date) - min(index_date) <= 200 AND max(record_days) - min(record_days) <= 200 AS near, count(DISTINCT entry_days)::INT AS t
      FROM early_rows GROUP BY set_id`;
    const sets = await connection.rows(near);
    expect(sets).toHaveLength(rows.sets);
    expect(sets.every(({ n, cases, near, t }) => n === 3 && cases === 1 && near === true && t === 1)).toBe(true);
    const controls = await connection.one(`SELECT
      bool_and(r.index_date <= p.last_day AND (p.outcome_date IS NULL OR p.outcome_date > r.index_date) AND r.record_days >= 730) AS at_risk,
      count(*) - count(DISTINCT r.subject_id) AS twice FROM early_rows r JOIN early_persons p USING (number) WHERE is_case = 0`);
    expect(controls).toEqual({ at_risk: true, twice: 0 });
    const [first, last] = tables!.at.map(({ read }) => read);
    expect(first!.table.groups).toEqual(last!.table.groups);
    expect(first!.target.values).toEqual(last!.target.values);
    expect(Float64Array.from(first!.target.values)).toEqual(rows.isCase);
    const days = 'SELECT row_id, index_date FROM early_features';
    expect(await connection.rows(`${days}_0 EXCEPT ${days}_365`)).toEqual([]);
  });

  it('whose record does not reach back are left out at every lead', async () => {
    const [short, long] = [
      (await draws({ leads: [0, 30] })).rows.flow,
      (await draws({ leads: [0, 30, 700] })).rows.flow,
    ];
    expect(long.reached).toBe(short.reached);
    expect(long.reachesBack).toBeLessThan(short.reachesBack);
    const [{ n }] = (await connection.rows<{ n: number }>(
      'SELECT count(*)::INT AS n FROM early_rows WHERE record_days < 700 + 365',
    )) as [{ n: number }];
    expect(n).toBe(0);
  });

  it('are drawn alike for the same seed, and otherwise for another', async () => {
    const asked = { leads: [0] };
    const [a, again, other] = [await draws(asked), await draws(asked), await draws({ ...asked, seed: 2 })];
    expect(again.rows).toEqual(a.rows);
    expect(other.rows.person).not.toEqual(a.rows.person);
  });
});

describe('refusals', () => {
  it.each([
    ['an outcome with few events', { outcome: 'rare' }, 'target', 'fewer than 15 persons'],
    ['an outcome that is not there', { outcome: 'gout' }, 'target', 'Parameter “outcome”'],
    ['death without its table', { outcome: 'death' }, 'target', 'no table death'],
    ['an outcome that is the cohort', { outcome: 'event' }, 'event', 'the cohort itself'],
    ['an empty cohort', {}, 'nobody', '“nobody” is empty'],
    ['a lead no record reaches', { leads: [3650] }, 'target', 'Ask for shorter leads'],
    ['no controls to be had', { caliperDays: 0, controlsPerCase: 10 }, 'target', 'Ask for fewer controls'],
    [
      'a window that reaches the outcome',
      { features: { version: 1, windows: [{ name: 'w', fromDay: -9, toDay: 0 }], demographics: ['age'] } },
      'target',
      'End each feature window before day 0',
    ],
    ['leads that are none', { leads: 'soon' }, 'target', 'up to twelve numbers of days'],
  ])('%s', async (_, params, cohort, message) => {
    await expect(early(params, cohort)).rejects.toMatchObject({ message: expect.stringContaining(message) });
  });

  it('a machine without a model', async () => {
    const call = {
      params: {},
      input: { kind: 'cohorts' as const, cohorts: [{ name: 'target', table: 'target' }], all: () => undefined },
      connection,
      context: quiet,
    };
    await expect(runAnalysis('early-detection', call)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('a job that was cancelled', async () => {
    const abort = new AbortController();
    const context = { signal: abort.signal, progress: () => abort.abort() };
    await expect(early({ features: marked }, 'target', context)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
