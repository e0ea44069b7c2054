import { describe, expect, test } from 'vitest';
import { any, cohort, condition, rowsOf } from './world.ts';

const one = { condition_occurrence: 'id person concept start end\n1 1 1 2000-03-01 2000-03-20' };

describe('when persons leave', () => {
  test('with their observation period, unless told otherwise', async () => {
    expect(await rowsOf(one, cohort([condition(1)], { EndStrategy: undefined }))).toEqual(['1 2000-03-01 2000-12-31']);
  });

  test('a number of days after the event’s start or end, never after observation', async () => {
    const offset = (DateField: string, Offset: number) => ({ EndStrategy: { DateOffset: { DateField, Offset } } });
    expect(await rowsOf(one, cohort([condition(1)], offset('StartDate', 7)))).toEqual(['1 2000-03-01 2000-03-08']);
    expect(await rowsOf(one, cohort([condition(1)], offset('EndDate', 7)))).toEqual(['1 2000-03-01 2000-03-27']);
    expect(await rowsOf(one, cohort([condition(1)], offset('EndDate', 700)))).toEqual(['1 2000-03-01 2000-12-31']);
  });

  test('an end before the event’s start is none, and a fixed end leaves no other', async () => {
    const offset = { EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: -1 } } };
    expect(await rowsOf(one, cohort([condition(1)], offset))).toEqual([]);
  });

  test('with their continuous exposure to a drug', async () => {
    const drawn = {
      ...one,
      drug_exposure: `
        id person concept start       end
        1  1      2       2000-02-20  2000-03-10
        2  1      2       2000-03-20  2000-04-01
        3  1      2       2000-06-01  2000-06-10`,
    };
    const era = (GapDays: number, Offset: number, more = {}) =>
      cohort([condition(1)], { EndStrategy: { CustomEra: { DrugCodesetId: 2, GapDays, Offset, ...more } } });
    expect(await rowsOf(drawn, era(0, 0))).toEqual(['1 2000-03-01 2000-03-10']);
    expect(await rowsOf(drawn, era(10, 3))).toEqual(['1 2000-03-01 2000-04-04']);
    expect(await rowsOf(drawn, era(0, 0, { DaysSupplyOverride: 5 }))).toEqual(['1 2000-03-01 2000-12-31']);
  });

  test('with the first censoring event on or after the start', async () => {
    const drawn = {
      condition_occurrence: `
        id person concept start       end
        1  1      1       2000-03-01  2000-03-20
        2  1      2       2000-02-01  2000-02-01
        3  1      2       2000-05-01  2000-05-01`,
      death: 'person date\n1 2000-07-01',
    };
    const CensoringCriteria = [condition(2), any('Death')];
    expect(await rowsOf(drawn, cohort([condition(1)], { CensoringCriteria, EndStrategy: undefined }))).toEqual([
      '1 2000-03-01 2000-05-01',
    ]);
  });
});

describe('rows of one person', () => {
  const two = {
    condition_occurrence: `
      id person concept start       end
      1  1      1       2000-03-01  2000-03-10
      2  1      1       2000-03-15  2000-03-20`,
  };
  const ends = { EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } } };

  test('are joined where no more days than the era pad lie between them', async () => {
    const pad = (EraPad: number) =>
      cohort([condition(1)], { ...ends, CollapseSettings: { CollapseType: 'ERA', EraPad } });
    expect(await rowsOf(two, pad(4))).toEqual(['1 2000-03-01 2000-03-10', '1 2000-03-15 2000-03-20']);
    expect(await rowsOf(two, pad(5))).toEqual(['1 2000-03-01 2000-03-20']);
  });

  test('are one where they are the same, and not longer for the pad', async () => {
    const same = {
      condition_occurrence: 'id person concept start end\n1 1 1 2000-03-01 2000-03-10\n2 1 1 2000-03-01 2000-03-10',
    };
    const padded = cohort([condition(1)], { ...ends, CollapseSettings: { CollapseType: 'ERA', EraPad: 30 } });
    expect(await rowsOf(same, padded)).toEqual(['1 2000-03-01 2000-03-10']);
  });

  test('are cut to the censor window after they were joined, and left out where nothing remains', async () => {
    const CensorWindow = { StartDate: '2000-03-05', EndDate: '2000-03-12' };
    expect(await rowsOf(two, cohort([condition(1)], { ...ends, CensorWindow }))).toEqual(['1 2000-03-05 2000-03-10']);
  });
});
