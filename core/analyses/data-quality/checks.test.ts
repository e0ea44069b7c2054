import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { runAnalysis } from '../run-analysis.ts';
import { askedKinds, thresholdsOf } from './form.ts';
import { plausibleRanges, withOwnRanges } from './ranges.ts';
import { resultOf } from './result-of.ts';
import { asked, type CheckResult, type DataQualityResult, repeatsItsColumn } from './spec.ts';
import { checkKinds } from './thresholds.ts';

const sample = join(import.meta.dirname, '../../../datasets/sample');
let database: Database;
let connection: Connection;

async function check(params: object = {}): Promise<DataQualityResult> {
  const input = { kind: 'cohorts' as const, cohorts: [], all: () => undefined };
  const call = { params: { today: '2026-01-01', ...params }, input, connection, context: quiet };
  return (await runAnalysis('data-quality', call)).result as DataQualityResult;
}
const failedOf = ({ checks }: DataQualityResult): CheckResult[] => checks.filter(({ status }) => status === 'failed');
/** What the SQL of a check shows, run as the SQL room would: by the tables' bare names. */
const shown = async ({ rows }: CheckResult): Promise<number> =>
  (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM (${rows})`)).n;

beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
  await connection.run("ATTACH ':memory:' AS cdm");
  for (const file of readdirSync(sample)) {
    const table = file.replace('.parquet', '');
    await connection.run(`CREATE TABLE cdm.main."${table}" AS FROM '${join(sample, file)}'`);
  }
  await connection.run('USE cdm');
});
afterAll(() => {
  connection.close();
  database.close();
});

it('finds nothing in the sample, which is clean, and has looked at everything', async () => {
  const result = await check();
  expect(failedOf(result).map(({ id }) => id)).toEqual([]);
  expect(result.checks.filter(({ status }) => status === 'passed').length).toBeGreaterThan(1000);
  expect(result.checks.filter(({ level }) => level === 'concept').every(({ concept }) => concept !== null)).toBe(true);
  expect(new Set(result.checks.map(({ id }) => id)).size).toBe(result.checks.length);
  const deaths = (await connection.one<{ n: number }>('SELECT count(*) AS n FROM death')).n;
  expect(result.checks.find(({ id }) => id === 'personsWithRecords.death.person_id')?.failed).toBe(2000 - deaths);
  const born = result.profile.find(({ column }) => column === 'year_of_birth')!;
  const { least, most, mean } = await connection.one<{ least: number; most: number; mean: number }>(
    'SELECT min(year_of_birth) AS least, max(year_of_birth) AS most, avg(year_of_birth) AS mean FROM person',
  );
  expect(born).toMatchObject({ rows: 2000, missing: 0, least: String(least), most: String(most) });
  expect(born.mean).toBeCloseTo(mean, 9);
  expect(result.profile.filter(({ type }) => type === 'VARCHAR').every(({ most }) => most === null)).toBe(true);
});

it('refuses a threshold of no check, a range upside down, and cohorts', async () => {
  await expect(check({ thresholds: { afterBith: 1 } })).rejects.toThrow('there is no check “afterBith”');
  await expect(check({ unmapped: 140 })).rejects.toThrow(
    '“Rows without a concept” is a share of rows: from 0 to 100 %.',
  );
  await expect(check({ ranges: [{ concept: 1, unit: 1, low: 2, high: 1 }] })).rejects.toThrow('ends before it begins');
  const input = { kind: 'cohorts' as const, cohorts: [{ name: 'c', table: 'c' }], all: () => undefined };
  await expect(runAnalysis('data-quality', { params: {}, input, connection, context: quiet })).rejects.toThrow(
    'does not run on a cohort',
  );
});

/** Each fault: SQL that plants it in so many rows, and the check that must find just them. */
const faults: readonly (readonly [id: string, sql: string, failed: number])[] = [
  [
    'requiredValue.condition_occurrence.condition_type_concept_id',
    'UPDATE condition_occurrence SET condition_type_concept_id = NULL WHERE rowid < 3',
    3,
  ],
  ['requiredValue.person.year_of_birth', 'UPDATE person SET year_of_birth = NULL WHERE rowid = 1990', 1],
  ['parentExists.drug_exposure.person_id', 'UPDATE drug_exposure SET person_id = 999999999 WHERE rowid IN (5, 6)', 2],
  [
    'parentExists.measurement.visit_occurrence_id',
    'UPDATE measurement SET visit_occurrence_id = -7 WHERE rowid < 4',
    4,
  ],
  ['parentExists.visit_occurrence.provider_id', 'UPDATE visit_occurrence SET provider_id = 424242 WHERE rowid = 8', 1],
  [
    'knownConcept.procedure_occurrence.procedure_concept_id',
    'UPDATE procedure_occurrence SET procedure_concept_id = 77777777 WHERE rowid = 2',
    1,
  ],
  [
    'conceptDomain.condition_occurrence.condition_concept_id',
    'UPDATE condition_occurrence SET condition_concept_id = 8507 WHERE rowid IN (11, 12)',
    2,
  ],
  [
    'standardConcept.observation.observation_concept_id',
    'UPDATE concept SET standard_concept = NULL WHERE concept_id = (SELECT observation_concept_id FROM observation WHERE rowid = 0)',
    -1,
  ],
  [
    'mappedConcept.condition_occurrence.condition_concept_id',
    'UPDATE condition_occurrence SET condition_concept_id = 0 WHERE rowid % 5 = 0',
    -1,
  ],
  [
    'uniqueKey.measurement.measurement_id',
    'UPDATE measurement SET measurement_id = (SELECT measurement_id FROM measurement WHERE rowid = 100) WHERE rowid IN (101, 102)',
    2,
  ],
  [
    'uniqueRecord.condition_occurrence',
    'INSERT INTO condition_occurrence SELECT * REPLACE (condition_occurrence_id + 5000000000 AS condition_occurrence_id) FROM condition_occurrence WHERE rowid % 20 = 4',
    -1,
  ],
  [
    'separatePeriods.observation_period.observation_period_start_date',
    'INSERT INTO observation_period SELECT * REPLACE (observation_period_id + 900000 AS observation_period_id, observation_period_start_date + 1 AS observation_period_start_date) FROM observation_period WHERE rowid = 3',
    1,
  ],
  [
    'observedPersons.observation_period.person_id',
    'INSERT INTO person SELECT * REPLACE (800000001 AS person_id) FROM person WHERE rowid = 7',
    1,
  ],
  ['possibleDatePart.person.month_of_birth', 'UPDATE person SET month_of_birth = 13 WHERE rowid = 20', 1],
  ['plausibleBirth.person.year_of_birth', 'UPDATE person SET year_of_birth = 1785 WHERE rowid = 21', 1],
  ['plausibleNumber.drug_exposure.days_supply', 'UPDATE drug_exposure SET days_supply = -4 WHERE rowid % 20 = 1', -1],
  [
    'startBeforeEnd.visit_occurrence.visit_start_date',
    'UPDATE visit_occurrence SET visit_end_date = visit_start_date - 3 WHERE rowid % 50 = 1',
    -1,
  ],
  [
    'afterBirth.procedure_occurrence.procedure_date',
    "UPDATE procedure_occurrence SET procedure_date = DATE '1901-01-01' WHERE rowid IN (40, 41, 42, 43)",
    -1,
  ],
  [
    'notInFuture.observation.observation_date',
    "UPDATE observation SET observation_date = DATE '2031-05-01' WHERE rowid = 3",
    1,
  ],
  [
    'plausibleHigh.measurement.value_as_number.3004249.8876',
    'UPDATE measurement SET value_as_number = 1200 WHERE measurement_concept_id = 3004249 AND hash(measurement_id) % 20 = 0',
    -1,
  ],
  [
    'plausibleUnit.measurement.unit_concept_id.3004410',
    'UPDATE measurement SET unit_concept_id = 8840 WHERE measurement_concept_id = 3004410 AND hash(measurement_id) % 10 = 0',
    -1,
  ],
  [
    'unitGiven.measurement.unit_concept_id.3038553',
    'UPDATE measurement SET unit_concept_id = NULL WHERE measurement_concept_id = 3038553 AND hash(measurement_id) % 8 = 0',
    -1,
  ],
  [
    'valueGiven.measurement.value_as_number.3028437',
    'UPDATE measurement SET value_as_number = NULL WHERE measurement_concept_id = 3028437 AND hash(measurement_id) % 5 = 0',
    -1,
  ],
  [
    'placeholderValue.measurement.value_as_number.3012888.8876',
    'UPDATE measurement SET value_as_number = 9999 WHERE measurement_concept_id = 3012888 AND hash(measurement_id) % 200 = 0',
    -1,
  ],
  [
    'steadyMedian.measurement.value_as_number.3016723.8840',
    'UPDATE measurement SET value_as_number = value_as_number * 18 WHERE measurement_concept_id = 3016723 AND year(measurement_date) = 2016',
    1,
  ],
  [
    'steadyYears.drug_exposure.drug_exposure_start_date.2000000101',
    'DELETE FROM drug_exposure WHERE drug_concept_id = 2000000101 AND year(drug_exposure_start_date) BETWEEN 2014 AND 2019',
    6,
  ],
  ['personsWithEras.condition_era.person_id', 'DELETE FROM condition_era WHERE person_id % 8 = 0', -1],
  [
    'plausibleSex.condition_occurrence.condition_concept_id.320128',
    "UPDATE concept SET concept_code = '399068003' WHERE concept_id = 320128",
    -1,
  ],
  [
    'conceptClass.drug_era.drug_concept_id',
    "UPDATE concept SET concept_class_id = 'Clinical Drug' WHERE concept_class_id = 'Ingredient'",
    -1,
  ],
];

describe('planted faults', () => {
  let result: DataQualityResult;
  beforeAll(async () => {
    for (const [, sql] of faults) await connection.run(sql);
    await connection.run(
      'UPDATE measurement SET measurement_date = (SELECT max(death_date) FROM death) + 400 WHERE person_id IN (SELECT person_id FROM death)',
    );
    result = await check();
  });

  it.each(faults)('%s', async (id, _, failed) => {
    const found = result.checks.find((one) => one.id === id);
    expect(found).toMatchObject({ status: 'failed' });
    if (failed > 0) expect(found!.failed).toBe(failed);
    expect(found!.share).toBeCloseTo(found!.failed / found!.of, 12);
    // uniqueKey and uniqueRecord show each value once, not each row too many; the steady ones show years.
    if (!/^(unique|steady)/.test(id)) expect(await shown(found!)).toBe(found!.failed);
  });

  it('records long after death', async () => {
    const found = result.checks.find(({ id }) => id === 'beforeDeath.measurement.measurement_date');
    expect(found).toMatchObject({ status: 'failed' });
    expect(await shown(found!)).toBe(found!.failed);
  });

  it('and nothing that was not touched', () => {
    const touched = new Set([...faults.map(([id]) => id), 'beforeDeath.measurement.measurement_date']);
    /** A fault may break other rules of the same rows too: these are why. */
    const following = [
      'notInFuture.measurement.measurement_date',
      'knownConcept.',
      'standardConcept.condition_occurrence.condition_concept_id',
      'sinceRecords.',
      'uniqueRecord.measurement',
      'plausibleSex.condition_era.condition_concept_id.320128',
      'withinObservation.measurement',
      'withinVisit.measurement',
      'farOutValue.measurement.value_as_number.',
      'plausibleHigh.measurement.value_as_number.',
      'plausibleUnit.measurement.unit_concept_id.3038553',
      'mappedConcept.measurement.unit_concept_id',
    ];
    const more = failedOf(result).filter(
      ({ id, concept }) =>
        !touched.has(concept === null ? id : id.replace(`.${concept}`, '')) &&
        !touched.has(id) &&
        !following.some((start) => id.startsWith(start)),
    );
    expect(more.map(({ id, failed }) => `${id} ${failed}`)).toEqual([]);
  });
});

it('a concept that fails as its whole column does is told apart', () => {
  const one = { check: 'afterBirth', table: 'measurement', column: 'measurement_date', status: 'failed' } as const;
  const concept = { ...one, level: 'concept' } as const;
  expect(repeatsItsColumn([{ ...one, level: 'field' }, concept])(concept)).toBe(true);
  expect(repeatsItsColumn([{ ...one, level: 'field', status: 'passed' }, concept])(concept)).toBe(false);
  expect(repeatsItsColumn([{ ...one, level: 'field' }])({ ...concept, table: 'observation' })).toBe(false);
});

it('the form’s thresholds hold for their kinds of checks, unless one of them is given', () => {
  const given = { unmapped: 30, outsideLife: 2, thresholds: { afterBirth: 1 } };
  expect(thresholdsOf(given)).toEqual({ mappedConcept: 30, afterBirth: 1, beforeDeath: 2 });
  for (const [key, kinds] of Object.entries(askedKinds))
    for (const kind of kinds) expect(checkKinds[kind].threshold).toBe(asked[key as keyof typeof asked].initial);
});

it('thresholds can be changed for a check, its table or its column, the most particular first', () => {
  const counted = {
    check: 'afterBirth',
    table: 'measurement',
    column: 'measurement_date',
    rule: '',
    rows: '',
  } as const;
  const status = (thresholds: Record<string, number>) =>
    resultOf({ ...counted, failed: 3, of: 100 }, thresholds).status;
  expect(status({})).toBe('failed');
  expect(status({ afterBirth: 3 })).toBe('passed');
  expect(status({ afterBirth: 3, 'afterBirth:measurement': 2 })).toBe('failed');
  expect(status({ 'afterBirth:measurement': 2, 'afterBirth:measurement.measurement_date': 5 })).toBe('passed');
  expect(status({ 'afterBirth:observation': 50 })).toBe('failed');
  expect(resultOf({ ...counted, failed: 0, of: 0 }, {}).status).toBe('not applicable');
});

it('a range that is given takes the place of the one for its concept and unit', () => {
  const own = { concept: 3004249, unit: 8876, low: 0, high: 2000 };
  const ranges = withOwnRanges([own]);
  expect(ranges.filter(({ concept }) => concept === 3004249)).toEqual([own]);
  expect(ranges.length).toBe(plausibleRanges.length);
});
