import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { openDatabase } from '../../engine/database.ts';
import { defaultLimits } from '../../engine/settings.ts';
import { literal } from '../../engine/sql-text.ts';
import { modelForRun } from '../../handlers/analysis-model.ts';
import { inProcessInference } from '../../inference/testing/in-process.ts';
import { runAnalysis } from '../run-analysis.ts';
import { type EarlyResult, signalFrom } from './spec.ts';

/*
 * What datasets/generate/truths.ts plants: in the 180 days before kidney failure eGFR falls in a line to 8, and nothing
 * happens before. Plain SQL stands for the sample's cohorts “Reduced kidney function” and “End-stage kidney disease”.
 */
const folder = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const inference = inProcessInference();
const limits = { ...defaultLimits(), threads: 1 };
const { port: model } = modelForRun({ inference, modelsFolder: folder('models'), limits });
const database = await openDatabase();
const connection = await database.connect();
const tables =
  'person observation_period death concept condition_occurrence procedure_occurrence measurement visit_occurrence';

beforeAll(async () => {
  await connection.run('CREATE SCHEMA cdm');
  for (const table of tables.split(' '))
    await connection.run(`CREATE VIEW cdm.${table} AS FROM ${literal(folder(`datasets/sample/${table}.parquet`))}`);
  await connection.run(`
    CREATE TABLE reduced AS SELECT person_id AS subject_id, min(measurement_date) AS cohort_start_date FROM cdm.measurement
      WHERE measurement_concept_id = 40764999 AND value_as_number < 45 GROUP BY 1;
    CREATE TABLE failure AS SELECT person_id AS subject_id, min(day) AS cohort_start_date FROM (
      SELECT person_id, condition_start_date AS day FROM cdm.condition_occurrence WHERE condition_concept_id = 193782
      UNION ALL SELECT person_id, procedure_date FROM cdm.procedure_occurrence WHERE procedure_concept_id = 4120120) GROUP BY 1`);
});
afterAll(async () => {
  connection.close();
  database.close();
  await inference.close();
});

it('sees the decline that is planted 180 days before kidney failure within that time, and not before', async () => {
  const params = {
    outcome: 'failure',
    leads: [60, 120, 180, 240],
    historyDays: 180,
    controlsPerCase: 2,
    caliperDays: 365,
    replicates: 200,
    drivers: 'no',
    features: {
      version: 1,
      windows: [{ name: 'year', fromDay: -365, toDay: -1 }],
      measurements: [{ concepts: [40764999, 3020682], statistics: ['last', 'slope'], window: 'year' }],
    },
  };
  const input = {
    kind: 'cohorts' as const,
    cohorts: [{ name: 'reduced', table: 'reduced' }],
    all: (name: string) => (name === 'failure' ? 'failure' : undefined),
  };
  const call = { params, input, connection, context: quiet, ...(model && { model }) };
  const early = (await runAnalysis('early-detection', call)).result as EarlyResult;
  const [two, four, ...before] = early.at.map(({ model: measured }) => measured.auc);
  expect(early.flow.map(({ n }) => n).slice(0, 2)).toEqual([235, 64]);
  expect(two!.lower).toBeGreaterThan(0.7);
  expect(four!.estimate).toBeGreaterThan(Math.max(...before.map(({ estimate }) => estimate!)));
  // At risk all along: eGFR and albuminuria raise the rate of the decline, which is 0.63 to 0.65 among 8,000 persons.
  for (const { estimate } of before) expect(estimate).toBeLessThan(0.72);
  expect([60, 120]).toContain(signalFrom(early));
});
