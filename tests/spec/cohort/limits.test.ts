import { describe, expect, test } from 'vitest';
import { all, cohort, condition, drug, found, rowsOf, rule, within } from './world.ts';

describe('qualified limit and expression limit', () => {
  const events = {
    condition_occurrence: `
      id person concept start       end
      1  1      1       2000-02-01  2000-02-01
      2  1      1       2000-05-01  2000-05-01
      3  1      1       2000-09-01  2000-09-01`,
    drug_exposure: 'id person concept start end\n1 1 2 2000-05-01 2000-05-01\n2 1 2 2000-09-01 2000-09-01',
  };
  const starts = async (more: Record<string, unknown>) =>
    (await rowsOf(events, cohort([condition(1)], more))).map((line) => line.split(' ')[1]);

  test('the qualified limit is left out where there are no additional criteria', async () => {
    expect(await starts({ QualifiedLimit: { Type: 'First' } })).toEqual(['2000-02-01', '2000-05-01', '2000-09-01']);
  });

  test('the qualified limit counts where additional criteria are there, even empty ones', async () => {
    const empty = { Type: 'ALL', CriteriaList: [], DemographicCriteriaList: [], Groups: [] };
    expect(await starts({ QualifiedLimit: { Type: 'First' }, AdditionalCriteria: empty })).toEqual(['2000-02-01']);
  });

  test('it takes the first or last event for which the additional criteria hold', async () => {
    const withDrug = all(found(drug(2), undefined, within(0, 0)));
    expect(await starts({ QualifiedLimit: { Type: 'First' }, AdditionalCriteria: withDrug })).toEqual(['2000-05-01']);
    expect(await starts({ QualifiedLimit: { Type: 'Last' }, AdditionalCriteria: withDrug })).toEqual(['2000-09-01']);
  });

  test('the expression limit is taken after the inclusion rules', async () => {
    const rules = [rule('with drug', all(found(drug(2), undefined, within(0, 0))))];
    expect(await starts({ InclusionRules: rules, ExpressionLimit: { Type: 'First' } })).toEqual(['2000-05-01']);
  });

  test('a limit that is absent, or names no type, is First', async () => {
    expect(await starts({ ExpressionLimit: undefined })).toEqual(['2000-02-01']);
    expect(await starts({ ExpressionLimit: {} })).toEqual(['2000-02-01']);
  });

  test('a type of null is All', async () => {
    expect(await starts({ ExpressionLimit: { Type: null } })).toEqual(['2000-02-01', '2000-05-01', '2000-09-01']);
  });

  test('where observation periods overlap, the one that ends first counts, whatever the order of rows', async () => {
    const periods = ['7 1 2000-01-01 2000-06-30', '8 1 1999-01-01 2000-12-31'];
    const drawnWith = (lines: readonly string[]) => ({
      observation_period: ['id person start end', ...lines].join('\n'),
      condition_occurrence: 'id person concept start end\n1 1 1 2000-02-01 2000-02-01',
    });
    const withoutEnd = { EndStrategy: undefined };
    const limits = ['PrimaryCriteriaLimit', 'QualifiedLimit', 'ExpressionLimit'];
    for (const limit of limits)
      for (const lines of [periods, periods.toReversed()]) {
        const definition = cohort([condition(1)], { ...withoutEnd, AdditionalCriteria: all() });
        const { PrimaryCriteria } = definition;
        const first = { Type: 'First' };
        const limited =
          limit === 'PrimaryCriteriaLimit'
            ? { PrimaryCriteria: { ...PrimaryCriteria, [limit]: first } }
            : { [limit]: first };
        expect(await rowsOf(drawnWith(lines), { ...definition, ...limited }), limit).toEqual([
          '1 2000-02-01 2000-06-30',
        ]);
      }
  });
});
