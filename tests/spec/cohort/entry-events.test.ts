import { describe, expect, test } from 'vitest';
import { cohort, condition, drug, rowsOf } from './world.ts';

const entry = (criteria: readonly unknown[], limit: string, window = { PriorDays: 0, PostDays: 0 }) =>
  cohort(criteria, {
    PrimaryCriteria: { CriteriaList: criteria, ObservationWindow: window, PrimaryCriteriaLimit: { Type: limit } },
    EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } },
  });

describe('entry events', () => {
  const twice = {
    condition_occurrence: `
      id person concept start       end
      1  1      1       2000-02-01  2000-02-10
      2  1      1       2000-05-01  2000-05-10
      3  2      2       2000-03-01  2000-03-10`,
  };

  test('All takes every event of the concept set', async () => {
    expect(await rowsOf(twice, entry([condition(1)], 'All'))).toEqual([
      '1 2000-02-01 2000-02-10',
      '1 2000-05-01 2000-05-10',
    ]);
  });

  test('First and Last take one event of each person', async () => {
    expect(await rowsOf(twice, entry([condition(1)], 'First'))).toEqual(['1 2000-02-01 2000-02-10']);
    expect(await rowsOf(twice, entry([condition(1)], 'Last'))).toEqual(['1 2000-05-01 2000-05-10']);
  });

  test('of events on the same day the one with the smaller id comes first', async () => {
    const sameDay = {
      condition_occurrence: `
        id person concept start       end
        9  1      1       2000-02-01  2000-02-03
        4  1      1       2000-02-01  2000-02-20`,
    };
    expect(await rowsOf(sameDay, entry([condition(1)], 'First'))).toEqual(['1 2000-02-01 2000-02-20']);
    expect(await rowsOf(sameDay, entry([condition(1)], 'Last'))).toEqual(['1 2000-02-01 2000-02-20']);
  });

  test('the observation period must reach so many days before and after the event, both counted', async () => {
    const near = {
      condition_occurrence: `
        id person concept start       end
        1  1      1       2000-01-31  2000-02-01
        2  2      1       2000-01-30  2000-02-01
        3  3      1       2000-12-02  2000-12-03`,
    };
    const window = { PriorDays: 30, PostDays: 30 };
    expect(await rowsOf(near, entry([condition(1)], 'All', window))).toEqual(['1 2000-01-31 2000-02-01']);
  });

  test('events outside observation never count', async () => {
    const outside = { condition_occurrence: 'id person concept start end\n1 1 1 1999-12-31 2000-01-05' };
    expect(await rowsOf(outside, entry([condition(1)], 'All'))).toEqual([]);
  });

  test('several criteria are one list of events, and First is taken from all of them', async () => {
    const both = {
      ...twice,
      drug_exposure: 'id person concept start end\n1 1 2 2000-01-15 2000-01-20\n2 2 2 2000-04-01 2000-04-02',
    };
    expect(await rowsOf(both, entry([condition(1), drug(2)], 'First'))).toEqual([
      '1 2000-01-15 2000-01-20',
      '2 2000-04-01 2000-04-02',
    ]);
  });

  test('“first in history” is looked for before any other attribute', async () => {
    const asked = condition(1, { First: true, OccurrenceStartDate: { Op: 'gt', Value: '2000-03-01' } });
    expect(await rowsOf(twice, entry([asked], 'All'))).toEqual([]);
  });
});
