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
});
