import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../contract/context.ts';
import { openDatabase } from '../core/engine/database.ts';
import { truths } from './generate/truths.ts';
import { generateSample } from './generate.ts';
import { rateRegression } from './rate-regression.ts';
import { newUsersSql } from './recover-sql.ts';

const folder = mkdtempSync(join(tmpdir(), 'truths-'));
const database = await openDatabase();
const connection = await database.connect();

beforeAll(async () => {
  await generateSample({ persons: 50_000, seed: 7, out: folder, format: 'parquet' }, quiet);
  for (const file of readdirSync(folder)) {
    await connection.run(`CREATE VIEW "${file.replace('.parquet', '')}" AS FROM '${join(folder, file)}'`);
  }
}, 120_000);
afterAll(() => {
  connection.close();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const covariates = ['age', 'male', 'ischaemia', 'smoker', 'kidney', 'systolic', 'hba1c', 'bmi', 'albuminuria'];

/** Rate ratio of SGLT2 inhibitor against sulfonylurea, crude and adjusted, with its 99 % interval. */
async function effect(sql: string) {
  const rows = await connection.rows<Record<string, number>>(sql);
  const regress = (names: readonly string[]) =>
    rateRegression(
      rows.map((row) => ({ events: row.events!, years: row.years!, covariates: names.map((n) => row[n]!) })),
    )[0]!;
  const crude = Math.exp(regress(['sglt2']).estimate);
  const { estimate, standardError } = regress(['sglt2', ...covariates]);
  const at = (z: number) => Math.exp(estimate + z * standardError);
  return { crude, adjusted: at(0), low: at(-2.576), high: at(2.576) };
}

const share = async (sql: string) => (await connection.one<{ x: number }>(`SELECT ${sql} AS x`)).x;

describe('prevalence', () => {
  const among = (concept: number) =>
    share(
      `(SELECT count(DISTINCT person_id) FROM condition_occurrence WHERE condition_concept_id = ${concept}) / (SELECT count(*) FROM person)`,
    );

  it.each([
    ['type 2 diabetes', 201826, 0.55, 0.65],
    ['hypertension', 320128, 0.52, 0.65],
    ['coronary disease', 317576, 0.14, 0.24],
    ['kidney disease stage 3', 443597, 0.17, 0.29],
    ['end-stage kidney disease', 193782, 0.02, 0.05],
    ['heart failure', 316139, 0.06, 0.12],
  ])('of %s is that of the registry described', async (_, concept, low, high) => {
    const found = await among(concept);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
  });
});

describe('planted effects', () => {
  it('the benefit on heart failure is hidden by indication and found by adjusting', async () => {
    const { crude, low, high } = await effect(newUsersSql(316139));
    expect(crude).toBeGreaterThan(0.9);
    expect(low).toBeLessThan(truths.heartFailure.sglt2Inhibitor);
    expect(high).toBeGreaterThan(truths.heartFailure.sglt2Inhibitor);
    expect(high).toBeLessThan(1);
  });

  it('the benefit on the kidney needs those who could get either drug, and a lag of the lead time', async () => {
    const eligible = `SELECT * FROM (${newUsersSql(193782, truths.earlySignal.leadDays)}) WHERE kidney BETWEEN 0.3 AND 2`;
    const { low, high } = await effect(eligible);
    expect(low).toBeLessThan(truths.kidneyFailure.sglt2Inhibitor);
    expect(high).toBeGreaterThan(truths.kidneyFailure.sglt2Inhibitor);
    expect(high).toBeLessThan(1);
  });

  it('sulfonylurea triples hypoglycaemia', async () => {
    const { low, high } = await effect(newUsersSql(24609));
    expect(low).toBeLessThan(1 / truths.hypoglycaemia.sulfonylurea);
    expect(high).toBeGreaterThan(1 / truths.hypoglycaemia.sulfonylurea);
  });

  it('the negative control shows nothing', async () => {
    const { adjusted, low, high } = await effect(newUsersSql(134438));
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(Math.abs(Math.log(adjusted))).toBeLessThan(0.2);
  });

  it('whoever has coronary disease is steered to the SGLT2 inhibitor', async () => {
    const [without, withDisease] = await connection.rows<{ sglt2: number }>(
      `SELECT ischaemia, avg(sglt2) AS sglt2 FROM (${newUsersSql(134438)}) GROUP BY 1 ORDER BY 1`,
    );
    expect(withDisease!.sglt2 - without!.sglt2).toBeGreaterThan(0.15);
  });
});

describe('the early signal', () => {
  const around = (concept: number, from: number, to: number) =>
    share(`(SELECT exp(avg(ln(value_as_number))) FROM measurement JOIN (
        SELECT person_id, min(condition_start_date) AS failure FROM condition_occurrence WHERE condition_concept_id = 193782 GROUP BY 1)
      USING (person_id) WHERE measurement_concept_id = ${concept} AND value_as_number > 0
        AND measurement_date - failure BETWEEN ${from} AND ${to})`);

  it('eGFR falls steeply in the last 180 days, not before', async () => {
    const [early, before, late] = [
      await around(40764999, -540, -361),
      await around(40764999, -360, -181),
      await around(40764999, -40, -1),
    ];
    expect(before / early).toBeGreaterThan(0.85);
    expect(late / before).toBeLessThan(0.55);
  });

  it('albuminuria rises in the last 180 days, not before', async () => {
    const [early, before, late] = [
      await around(3020682, -540, -361),
      await around(3020682, -360, -181),
      await around(3020682, -40, -1),
    ];
    expect(before / early).toBeLessThan(1.25);
    expect(late / before).toBeGreaterThan(2.5);
  });
});

describe('missingness', () => {
  it('is informative: those whose kidneys fail are measured more often', async () => {
    const perYear = (where: string) =>
      share(`(SELECT count(*) FROM measurement WHERE measurement_concept_id = 40764999 AND person_id IN (${where}))
        / (SELECT sum(observation_period_end_date - observation_period_start_date) / 365.25 FROM observation_period WHERE person_id IN (${where}))`);
    const stage3 = 'SELECT person_id FROM condition_occurrence WHERE condition_concept_id = 443597';
    const others =
      'SELECT person_id FROM person EXCEPT SELECT person_id FROM condition_occurrence WHERE condition_concept_id = 443597';
    expect(await perYear(stage3)).toBeGreaterThan(1.8 * (await perYear(others)));
  });

  it('leaves persons without diabetes mostly without HbA1c', async () => {
    const measured =
      await share(`(SELECT count(DISTINCT person_id) FROM measurement WHERE measurement_concept_id = 3004410
      AND person_id NOT IN (SELECT person_id FROM condition_occurrence WHERE condition_concept_id = 201826))
      / (SELECT count(*) FROM person WHERE person_id NOT IN (SELECT person_id FROM condition_occurrence WHERE condition_concept_id = 201826))`);
    expect(measured).toBeLessThan(0.6);
    expect(measured).toBeGreaterThan(0.2);
  });
});

describe('rate regression', () => {
  it('agrees with the ratio of two crude rates', () => {
    const [ratio] = rateRegression([
      { events: 20, years: 100, covariates: [1] },
      { events: 10, years: 200, covariates: [0] },
    ]);
    expect(ratio!.estimate).toBeCloseTo(Math.log(4), 9);
    expect(ratio!.standardError).toBeCloseTo(Math.sqrt(1 / 20 + 1 / 10), 9);
  });
});
