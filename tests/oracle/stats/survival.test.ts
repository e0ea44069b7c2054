import { expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { runAnalysis } from '../../../core/analyses/run-analysis.ts';
import type { SurvivalResult } from '../../../core/analyses/survival/spec.ts';
import { openDatabase } from '../../../core/engine/database.ts';
import { literal } from '../../../core/engine/sql-text.ts';
import { answers, dataFile, hasAnswers } from './published.ts';

const analyse = async (params: Record<string, unknown>) => {
  const database = await openDatabase();
  const connection = await database.connect();
  const table = `read_csv(${literal(dataFile('lung.csv'))})`;
  const answer = await runAnalysis('survival', { params, input: { kind: 'table', table }, connection, context: quiet });
  database.close();
  return { ...answer, result: answer.result as SurvivalResult };
};

it.skipIf(!hasAnswers)('survival by sex in lung is what R says, from the file to the sentence', async () => {
  const { km, logrank } = answers().lung;
  const { result, sentence } = await analyse({
    time: 'time',
    event: 'event',
    strata: 'sex',
    times: km.times,
    timeUnit: 'days',
  });
  result.strata.forEach((stratum, s) => {
    expect(Object.values(stratum.median)).toEqual(km.median[`sex=${stratum.name}`]);
    stratum.atTimes.forEach((point, i) => {
      const at = s * km.times.length + i;
      expect(point.nRisk).toBe(km.n_risk[at]);
      expect(point.survival).toBeCloseTo(km.surv[at]!, 10);
      expect(point.se).toBeCloseTo(km.se[at]!, 10);
      expect(point.lower).toBeCloseTo(km.lower[at]!, 10);
      expect(point.upper).toBeCloseTo(km.upper[at]!, 10);
    });
  });
  expect(result.logRank!.chisq).toBeCloseTo(logrank.chisq, 10);
  expect(result.logRank!.p).toBeCloseTo(logrank.p, 12);
  expect(result.logRank!.observed).toEqual(logrank.obs);
  expect(sentence).toBe('Median survival 426 days (95 % CI 345–524) in F, 270 (210–306) in M; log-rank p = 0.0013.');
});

it.skipIf(!hasAnswers)('survival in all of lung is what R says', async () => {
  const { km_all } = answers().lung;
  const { result, sentence } = await analyse({ time: 'time', event: 'event', times: km_all.times });
  expect(Object.values(result.strata[0]!.median)).toEqual(Object.values(km_all.median));
  expect(result.strata[0]!.atTimes.map((point) => point.nRisk)).toEqual(km_all.n_risk);
  expect(sentence).toBe('Median survival 310 (95 % CI 284–361) in all 228 rows.');
});
