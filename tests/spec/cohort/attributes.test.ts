import { describe, expect, test } from 'vitest';
import { any, cohort, condition, drug, rowsOf } from './world.ts';

const ends = { EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } } };

describe('attributes of criteria', () => {
  test('a drug exposure without an end lasts its days of supply, and without these one day', async () => {
    const drawn = {
      drug_exposure: `
        id person concept start       end         supply
        1  1      1       2000-02-01  -           10
        2  2      1       2000-02-01  -           -
        3  3      1       2000-02-01  2000-02-05  10`,
    };
    expect(await rowsOf(drawn, cohort([drug(1)], ends))).toEqual([
      '1 2000-02-01 2000-02-11',
      '2 2000-02-01 2000-02-02',
      '3 2000-02-01 2000-02-05',
    ]);
  });

  test('OccurrenceEndDate of a drug exposure looks at its start', async () => {
    const drawn = { drug_exposure: 'id person concept start end\n1 1 1 2000-02-01 2000-03-01' };
    const until = (Value: string) => cohort([drug(1, { OccurrenceEndDate: { Op: 'lte', Value } })], ends);
    expect(await rowsOf(drawn, until('2000-02-15'))).toEqual(['1 2000-02-01 2000-03-01']);
  });

  test('OccurrenceEndDate of a condition looks at its end', async () => {
    const drawn = { condition_occurrence: 'id person concept start end\n1 1 1 2000-02-01 2000-03-01' };
    const until = (Value: string) => cohort([condition(1, { OccurrenceEndDate: { Op: 'lte', Value } })], ends);
    expect(await rowsOf(drawn, until('2000-02-15'))).toEqual([]);
  });

  test('age at a visit detail is taken at its end', async () => {
    const drawn = {
      person: 'id born\n1 1960',
      observation_period: 'id person start end\n1 1 1999-01-01 2001-12-31',
      visit_detail: 'id person concept start end\n1 1 1 1999-12-30 2000-01-02',
    };
    const aged = (Value: number) => cohort([any('VisitDetail', { CodesetId: 1, Age: { Op: 'eq', Value } })], ends);
    expect(await rowsOf(drawn, aged(40))).toEqual(['1 1999-12-30 2000-01-02']);
    expect(await rowsOf(drawn, aged(39))).toEqual([]);
  });

  test('an abnormal measurement is out of range, or says low or high', async () => {
    const drawn = {
      measurement: `
        id person concept start       value low high value_as_concept_id
        1  1      1       2000-02-01  9     1   5    -
        2  2      1       2000-02-01  3     1   5    4155143
        3  3      1       2000-02-01  3     1   5    -`,
    };
    const abnormal = cohort([any('Measurement', { CodesetId: 1, Abnormal: true })], ends);
    expect(await rowsOf(drawn, abnormal)).toEqual(['1 2000-02-01 2000-02-02', '2 2000-02-01 2000-02-02']);
  });

  test('decimals are compared at four places, a ratio to a limit of zero is missing', async () => {
    const drawn = {
      measurement: `
        id person concept start       value   low
        1  1      1       2000-02-01  0.33331 2
        2  2      1       2000-02-01  0.3333  0`,
    };
    const value = any('Measurement', { ValueAsNumber: { Op: 'lte', Value: 0.333349 } });
    expect(await rowsOf(drawn, cohort([value], ends))).toEqual(['2 2000-02-01 2000-02-02']);
    const ratio = any('Measurement', { RangeLowRatio: { Op: 'lt', Value: 1 } });
    expect(await rowsOf(drawn, cohort([ratio], ends))).toEqual(['1 2000-02-01 2000-02-02']);
  });

  test('% in a text matches anything, and a quote stays a quote', async () => {
    const drawn = {
      condition_occurrence:
        "id person concept start end stop_reason\n1 1 1 2000-02-01 2000-02-02 patient''s-wish\n2 2 1 2000-02-01 2000-02-02 cured",
    };
    const reason = (Op: string, Text: string) => cohort([condition(1, { StopReason: { Op, Text } })], ends);
    expect(await rowsOf(drawn, reason('startsWith', "patient's"))).toEqual(['1 2000-02-01 2000-02-02']);
    expect(await rowsOf(drawn, reason('eq', 'c%d'))).toEqual(['2 2000-02-01 2000-02-02']);
    expect(await rowsOf(drawn, reason('!contains', 'wish'))).toEqual(['2 2000-02-01 2000-02-02']);
  });

  test('a date adjustment moves both dates, and drops what would end before it starts', async () => {
    const drawn = {
      condition_occurrence: 'id person concept start end\n1 1 1 2000-02-01 2000-02-20\n2 2 1 2000-02-01 2000-02-05',
    };
    const DateAdjustment = { StartWith: 'START_DATE', StartOffset: 10, EndWith: 'END_DATE', EndOffset: -1 };
    expect(await rowsOf(drawn, cohort([condition(1, { DateAdjustment })], ends))).toEqual(['1 2000-02-11 2000-02-19']);
  });

  test('an adjusted death starts from the day of death, whatever StartWith says', async () => {
    const drawn = { death: 'person date\n1 2000-05-01' };
    const DateAdjustment = { StartWith: 'END_DATE', StartOffset: 3, EndWith: 'START_DATE', EndOffset: 5 };
    expect(await rowsOf(drawn, cohort([any('Death', { DateAdjustment })], ends))).toEqual(['1 2000-05-04 2000-05-07']);
  });

  test('a user-defined period replaces the dates of a period that holds it', async () => {
    const UserDefinedPeriod = { StartDate: '2000-03-01', EndDate: '2000-04-01' };
    const drawn = { observation_period: 'id person start end\n1 1 2000-01-01 2000-12-31\n2 2 2000-03-15 2000-12-31' };
    expect(await rowsOf(drawn, cohort([any('ObservationPeriod', { UserDefinedPeriod })], ends))).toEqual([
      '1 2000-03-01 2000-04-01',
    ]);
  });

  test('the place of service lay in the region all through the visit, and counts once', async () => {
    const drawn = {
      visit_detail: `
        id person concept start       end         care_site_id
        1  1      1       2000-02-01  2000-02-10  5
        2  2      1       2000-02-01  2000-03-02  5
        3  3      1       2000-02-01  2000-02-10  6`,
      location: 'location_id region_concept_id\n1 2\n2 3',
      location_history: `
        location_history_id location_id domain_id entity_id start_date end_date
        1                   1           CARE_SITE 5         2000-01-01 2000-03-01
        2                   1           CARE_SITE 5         2000-01-15 -
        3                   2           CARE_SITE 6         2000-01-01 -
        4                   1           PERSON    6         2000-01-01 -`,
    };
    const inRegion = any('VisitDetail', { CodesetId: 1, PlaceOfServiceLocation: 2 });
    expect(await rowsOf(drawn, cohort([inRegion], ends))).toEqual([
      '1 2000-02-01 2000-02-10',
      '2 2000-02-01 2000-03-02',
    ]);
    const moved = { ...drawn, location_history: drawn.location_history.replace('2000-01-15 -', '2000-02-15 -') };
    expect(await rowsOf(moved, cohort([inRegion], ends))).toEqual(['1 2000-02-01 2000-02-10']);
  });
});
