import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { defaultLimits } from '../../engine/settings.ts';
import { modelForRun } from '../../handlers/analysis-model.ts';
import { inProcessInference } from '../../inference/testing/in-process.ts';
import { runAnalysis } from '../run-analysis.ts';
import type { ComparisonResult } from './spec.ts';

const inference = inProcessInference();
const modelsFolder = fileURLToPath(new URL('../../../models', import.meta.url));
const options = { inference, modelsFolder, limits: { ...defaultLimits(), threads: 1 } };

let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  // The older get the drug more often and have the event sooner; the drug does nothing.
  await connection.run(`CREATE TABLE trial AS SELECT age, colour, u < 0.15 + (age - 40) * 0.02 AS drug, 300 - 4 * (age - 40) + pid % 50 AS days,
      v < 0.7 AS died FROM (SELECT i AS pid, 40 + (i * 17) % 37 AS age, (hash(i) % 1000) / 1000.0 AS u, (hash(i + 99) % 1000) / 1000.0 AS v,
      ['red', 'blue'][1 + i % 2] AS colour FROM range(110) t(i))`);
});
afterAll(async () => {
  connection.close();
  database.close();
  await inference.close();
});

const compare = async (propensity: string) => {
  const { port, used } = modelForRun(options);
  const { result, sentence } = await runAnalysis('treatment-comparison', {
    params: {
      treatment: 'drug',
      time: 'days',
      event: 'died',
      covariates: ['age', 'colour'],
      propensity,
      adjust: 'iptw',
    },
    input: { kind: 'table', table: 'trial' },
    connection,
    context: quiet,
    model: port,
  });
  return { ...(result as ComparisonResult), sentence, used: used() };
};

describe('the model beside the regression', () => {
  it('each gives a propensity, an effect and its balance; the one asked for leads', async () => {
    const [first, other] = [await compare('logistic'), await compare('model')];
    expect(first.propensities.map(({ by, leads }) => [by, leads])).toEqual([
      ['logistic', true],
      ['model', false],
    ]);
    expect(other.propensities.map(({ by }) => by)).toEqual(['model', 'logistic']);
    expect(other.effects.find(({ leads }) => leads)!.by).toBe('model');
    expect(other.sentence).toContain('propensity by the model');
    expect(other.effects[1]!.interval).toBe('robust, weights taken as given');
    const byModel = (result: ComparisonResult) => result.propensities.find(({ by }) => by === 'model')!;
    expect(byModel(other).auc).toBe(byModel(first).auc);
    expect(byModel(first).auc!).toBeGreaterThan(0.55);
    const age = first.balance.find(({ label }) => label === 'age')!;
    expect(age.before!).toBeGreaterThan(0.3);
    for (const { smd } of age.after) expect(Math.abs(smd!)).toBeLessThan(age.before!);
    expect(first.used).not.toBeNull();
  });

  it('is not asked where regression alone was wanted', async () => {
    const { propensities, used } = await compare('logistic-only');
    expect(propensities.map(({ by }) => by)).toEqual(['logistic']);
    expect(used).toBeNull();
  });
});
