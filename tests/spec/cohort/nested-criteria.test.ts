import { describe, expect, test } from 'vitest';
import { all, atLeast, atMost, cohort, condition, drug, found, rowsOf, rule, within } from './world.ts';

describe('criteria around the events of a criterion', () => {
  const drawn = {
    condition_occurrence: `
      id person concept start       end
      1  1      1       2000-06-01  2000-06-02
      2  2      1       2000-06-01  2000-06-02
      3  1      3       2000-04-01  2000-04-02
      4  2      3       2000-04-01  2000-04-02`,
    drug_exposure: 'id person concept start end\n1 1 2 2000-04-01 2000-04-02',
  };

  test('an entry event is kept where all that is asked around it is found', async () => {
    const nested = condition(3, { CorrelatedCriteria: all(found(drug(2), atLeast(1), within(0, 0))) });
    expect(await rowsOf(drawn, cohort([nested]))).toEqual(['1 2000-04-01 2000-04-01']);
  });

  test('so is an event that a rule looks for, at any depth', async () => {
    const deep = condition(3, { CorrelatedCriteria: all(found(drug(2), atLeast(1), within(0, 0))) });
    const rules = [rule('r', all(found(deep, atLeast(1), within(-90, 0))))];
    expect(await rowsOf(drawn, cohort([condition(1)], { InclusionRules: rules }))).toEqual(['1 2000-06-01 2000-06-01']);
  });

  test('an empty group asks nothing, not even observation', async () => {
    const before = { condition_occurrence: `${drawn.condition_occurrence}\n5 1 3 1999-01-01 1999-01-02` };
    const empty = condition(3, { CorrelatedCriteria: { Type: 'ALL', CriteriaList: [], Groups: [] } });
    const rules = [rule('r', all(found(empty, atLeast(2), within(null, 0), { IgnoreObservationPeriod: true })))];
    expect(await rowsOf(before, cohort([condition(1)], { InclusionRules: rules }))).toEqual([
      '1 2000-06-01 2000-06-01',
    ]);
  });

  test('an event outside observation is not kept, even where nothing must be found', async () => {
    const before = { condition_occurrence: `${drawn.condition_occurrence}\n5 2 3 1999-01-01 1999-01-02` };
    const none = condition(3, { CorrelatedCriteria: all(found(drug(2), atMost(0))) });
    const rules = [rule('r', all(found(none, atLeast(2), within(null, 0), { IgnoreObservationPeriod: true })))];
    expect(await rowsOf(before, cohort([condition(1)], { InclusionRules: rules }))).toEqual([]);
  });

  test('an event in two overlapping observation periods counts twice, so ALL of one does not hold', async () => {
    const overlapping = {
      ...drawn,
      observation_period: 'id person start end\n1 1 2000-01-01 2000-12-31\n2 1 2000-03-01 2000-12-30',
    };
    const nested = condition(3, { CorrelatedCriteria: all(found(drug(2), atLeast(1), within(0, 0))) });
    expect(await rowsOf(overlapping, cohort([nested]))).toEqual([]);
    const any = { Type: 'ANY', CriteriaList: [found(drug(2), atLeast(1), within(0, 0))] };
    expect(await rowsOf(overlapping, cohort([condition(3, { CorrelatedCriteria: any })]))).toEqual([
      '1 2000-04-01 2000-04-01',
    ]);
  });

  test('distinct values may be counted of events with criteria around them', async () => {
    const nested = condition(3, { CorrelatedCriteria: all(found(drug(2), atLeast(1), within(0, 0))) });
    const rules = [rule('r', all(found(nested, atLeast(1, { IsDistinct: true }), within(null, 0))))];
    expect(await rowsOf(drawn, cohort([condition(1)], { InclusionRules: rules }))).toEqual(['1 2000-06-01 2000-06-01']);
  });

  test('groups lie in groups to any depth; AT MOST 0 turns each round', async () => {
    const wrapped = (depth: number, Type: string, Count: number) => {
      let group: Record<string, unknown> = all(found(drug(2), atLeast(1), within(0, 0)));
      for (let i = 0; i < depth; i++) group = { Type, Count, Groups: [group] };
      return group;
    };
    const kept = async (group: unknown) =>
      (await rowsOf(drawn, cohort([condition(3)], { InclusionRules: [rule('r', group)] }))).map((row) => row[0]);
    for (const Type of ['ALL', 'ANY', 'AT_LEAST']) expect(await kept(wrapped(60, Type, 1)), Type).toEqual(['1']);
    for (const depth of [8, 9, 10, 40])
      expect(await kept(wrapped(depth, 'AT_MOST', 0)), `${depth}`).toEqual([depth % 2 === 0 ? '1' : '2']);
    const around = condition(3, { CorrelatedCriteria: wrapped(21, 'AT_MOST', 0) });
    expect(await rowsOf(drawn, cohort([around]))).toEqual(['2 2000-04-01 2000-04-01']);
  });

  test('criteria lie in criteria a hundred deep', async () => {
    let inner = drug(2);
    for (let i = 0; i < 100; i++)
      inner = condition(3, { CorrelatedCriteria: all(found(inner, atLeast(1), within(0, 0))) });
    expect(await rowsOf(drawn, cohort([inner]))).toEqual(['1 2000-04-01 2000-04-01']);
  });
});
