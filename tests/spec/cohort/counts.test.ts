import { describe, expect, test } from 'vitest';
import { all, atLeast, atMost, cohort, condition, drug, exactly, found, rowsOf, rule } from './world.ts';

const drawn = {
  condition_occurrence: `
    id person concept start       end
    1  1      1       2000-06-01  2000-06-02
    2  2      1       2000-06-01  2000-06-02
    3  3      1       2000-06-01  2000-06-02`,
  drug_exposure: `
    id person concept start       end         visit
    1  1      2       2000-03-01  2000-03-02  5
    2  1      2       2000-04-01  2000-04-02  5
    3  2      2       2000-03-01  2000-03-02  -`,
};
const persons = async (group: unknown) =>
  (await rowsOf(drawn, cohort([condition(1)], { InclusionRules: [rule('r', group)] }))).map((line) => Number(line[0]));

describe('how many events must be found (person 1 has two, person 2 one, person 3 none)', () => {
  test.each([
    ['at least 1', atLeast(1), [1, 2]],
    ['at least 2', atLeast(2), [1]],
    ['at least 0', atLeast(0), [1, 2, 3]],
    ['at most 0', atMost(0), [3]],
    ['at most 1', atMost(1), [2, 3]],
    ['exactly 0', exactly(0), [3]],
    ['exactly 1', exactly(1), [2]],
    ['exactly 2', exactly(2), [1]],
  ])('%s', async (_, occurrence, expected) => {
    expect(await persons(all(found(drug(2), occurrence)))).toEqual(expected);
  });

  test('“distinct” without a column counts different concepts', async () => {
    expect(await persons(all(found(drug(2), exactly(1, { IsDistinct: true }))))).toEqual([1, 2]);
  });

  test('distinct visits leave events without a visit out', async () => {
    const visits = { IsDistinct: true, CountColumn: 'VISIT_ID' };
    expect(await persons(all(found(drug(2), exactly(1, visits))))).toEqual([1]);
    expect(await persons(all(found(drug(2), exactly(0, visits))))).toEqual([2, 3]);
  });

  test('a count column without IsDistinct changes nothing', async () => {
    expect(await persons(all(found(drug(2), exactly(2, { CountColumn: 'VISIT_ID' }))))).toEqual([1]);
  });
});

describe('how many conditions of a group must hold', () => {
  const two = [found(drug(2), atLeast(1)), found(drug(2), atLeast(2))];
  const group = (Type: string, Count?: number) => ({ Type, Count, CriteriaList: two });

  test.each([
    ['ALL', undefined, [1]],
    ['ANY', undefined, [1, 2]],
    ['AT_LEAST', 0, [1, 2, 3]],
    ['AT_LEAST', 2, [1]],
    ['AT_MOST', 0, [3]],
    ['AT_MOST', 1, [2, 3]],
  ])('%s %s', async (type, count, expected) => {
    expect(await persons(group(type, count))).toEqual(expected);
  });

  test('a group within a group counts as one condition, and an empty one always holds', async () => {
    const inner = { Type: 'ANY', CriteriaList: two };
    const empty = { Type: 'ALL', CriteriaList: [], Groups: [] };
    expect(await persons({ Type: 'ALL', CriteriaList: [], Groups: [inner, empty] })).toEqual([1, 2]);
  });
});
