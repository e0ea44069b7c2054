import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { runAnalysis } from '../../../core/analyses/run-analysis.ts';
import type { ComparisonResult } from '../../../core/analyses/treatment-comparison/spec.ts';
import { type Connection, type Database, openDatabase } from '../../../core/engine/database.ts';
import { literal } from '../../../core/engine/sql-text.ts';
import { answers, dataFile, hasAnswers } from './published.ts';

let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
});
afterAll(() => {
  connection.close();
  database.close();
});

const compareHormone = async (more: Record<string, unknown>) => {
  const { result, sentence } = await runAnalysis('treatment-comparison', {
    params: {
      treatment: 'hormon',
      time: 'rfstime',
      event: 'status',
      timeUnit: 'days',
      propensity: 'logistic-only',
      ...more,
    },
    input: { kind: 'table', table: `read_csv(${literal(dataFile('gbsg.csv'))})` },
    connection,
    context: quiet,
  });
  return { result: result as ComparisonResult, sentence };
};

/*
 * R 4.2.2 with survival 3.5-3 on gbsg: propensity by a logistic regression on standardised age, meno, size, grade, nodes,
 * pgr and er with a ridge penalty of one (Newton's method, written out), weights, coxph; the error by the jackknife over
 * all 686 persons, propensity included, so that it knows nothing of how the interval here is made.
 */
const answersOfR = [
  { adjust: 'overlap', hazard: [-0.37805938949, 0.12315341203], difference: [-0.09429493867, 0.03938324423] },
  { adjust: 'iptw', hazard: [-0.37476568474, 0.13178014389], difference: [-0.08672794339, 0.04071298045] },
  { adjust: 'att', hazard: [-0.3939625001, 0.12453543755], difference: [-0.1079525513, 0.04071540001] },
] as const;

describe.skipIf(!hasAnswers)('hormone therapy in gbsg', () => {
  it.each(answersOfR)(
    'weights $adjust: hazard ratio and risk difference are R’s',
    async ({ adjust, hazard, difference }) => {
      const covariates = ['age', 'meno', 'size', 'grade', 'nodes', 'pgr', 'er'];
      const leading = async (more: Record<string, unknown>) => {
        const { result } = await compareHormone({ adjust, trim: 'none', covariates, ...more });
        return result.effects.find(({ leads }) => leads)!.measures[0]!;
      };
      const [ratio, risk] = [await leading({}), await leading({ time: undefined })];
      expect(Math.log(ratio.estimate)).toBeCloseTo(hazard[0], 7);
      expect(risk.estimate).toBeCloseTo(difference[0], 7);
      expect(Math.abs(ratio.error / hazard[1] - 1)).toBeLessThan(0.04);
      expect(Math.abs(risk.error / difference[1] - 1)).toBeLessThan(0.04);
    },
  );

  it('crude is R’s Cox regression with its robust error, and differences before are R’s', async () => {
    const { result } = await compareHormone({});
    const [crude] = result.effects;
    expect(Math.log(crude!.measures[0]!.estimate)).toBeCloseTo(-0.3640098832634, 9);
    expect(crude!.measures[0]!.error).toBeCloseTo(0.1241967362081, 9);
    const expected = answers().gbsg_table1;
    for (const { label, before } of result.balance)
      if (label !== 'meno' && label !== 'grade') expect(before).toBeCloseTo(expected[label]!.smd!, 9);
    expect(result.balance.every(({ after }) => after.every(({ smd }) => Math.abs(smd!) < 0.01))).toBe(true);
  });

  it('answers in a sentence, with subgroups that do not differ', async () => {
    const { result, sentence } = await compareHormone({ subgroups: ['meno', 'grade'] });
    expect(sentence).toBe(
      'Hypothesis-generating: hazard ratio of “status” 0.69 (95 % CI 0.54 to 0.87) for hormon = 1 against hormon = 0, by overlap weights, propensity by logistic regression, 0.69 before adjustment.',
    );
    expect(result.subgroups.map(({ interaction }) => interaction!.p > 0.3)).toEqual([true, true]);
  });
});
