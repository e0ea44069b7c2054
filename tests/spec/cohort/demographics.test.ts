import { describe, expect, test } from 'vitest';
import { cohort, condition, rowsOf, rule } from './world.ts';

const drawn = {
  person: 'id born gender race_concept_id\n1 1960 8507 11\n2 1970 8532 12\n3 - 8532 -',
  condition_occurrence: `
    id person concept start       end
    1  1      1       2000-01-01  2000-01-02
    2  2      1       2000-12-31  2000-12-31
    3  3      1       2000-06-01  2000-06-02`,
};
const persons = async (criterion: Record<string, unknown>) =>
  (
    await rowsOf(
      drawn,
      cohort([condition(1)], { InclusionRules: [rule('r', { Type: 'ALL', DemographicCriteriaList: [criterion] })] }),
    )
  ).map((line) => Number(line[0]));

describe('what the person must be', () => {
  test('age is the year of the event less the year of birth, whatever the day', async () => {
    expect(await persons({ Age: { Op: 'eq', Value: 40 } })).toEqual([1]);
    expect(await persons({ Age: { Op: 'bt', Value: 30, Extent: 40 } })).toEqual([1, 2]);
  });

  test('a person without a year of birth has no age', async () => {
    expect(await persons({ Age: { Op: '!bt', Value: 200, Extent: 300 } })).toEqual([1, 2]);
  });

  test('gender by concept, race by concept set', async () => {
    expect(await persons({ Gender: [{ CONCEPT_ID: 8532 }] })).toEqual([2, 3]);
    expect(await persons({ RaceCS: { IsExclusion: false } })).toEqual([1, 2]);
    expect(await persons({ RaceCS: { IsExclusion: true } })).toEqual([3]);
  });

  test('its dates are the index event’s', async () => {
    expect(await persons({ OccurrenceStartDate: { Op: 'lt', Value: '2000-06-01' } })).toEqual([1]);
    expect(await persons({ OccurrenceEndDate: { Op: 'gte', Value: '2000-12-31' } })).toEqual([2]);
  });
});
