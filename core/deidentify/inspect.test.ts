import { afterAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import type { IdentifierFinding } from '../../contract/data.ts';
import { openDatabase } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import type { GateTable } from './gate-table.ts';
import { inspectTables } from './inspect.ts';

const database = await openDatabase();
const connection = await database.connect();
afterAll(() => database.close());

/** A plain table from a SELECT, as the gate sees one that no model describes. */
async function plain(select: string, name = 't', mapsTo: string | null = null): Promise<GateTable> {
  await connection.run(`CREATE OR REPLACE TABLE ${identifier(name)} AS ${select}`);
  const columns = await connection.describe(`SELECT * FROM ${identifier(name)}`);
  const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${identifier(name)}`);
  return {
    name,
    parts: [{ relation: identifier(name), rows: n, columns }],
    columns: columns.map((column) => ({
      ...column,
      mapsTo: mapsTo === 'same' ? column.name : null,
      isText: column.type === 'VARCHAR',
    })),
    impersonal: false,
  };
}

async function found(table: GateTable): Promise<Record<string, IdentifierFinding[]>> {
  const report = await inspectTables(connection, [table], quiet);
  const all = table.columns.map(({ name }): [string, IdentifierFinding[]] => [
    name,
    [...report.findings(table.name, name)],
  ]);
  return Object.fromEntries(all.filter(([, findings]) => findings.length));
}

/** One column of the given values, fifty times. */
const column = (name: string, ...values: string[]) =>
  plain(`SELECT v AS ${identifier(name)} FROM (VALUES ${values.map((v) => `('${v}')`).join(', ')}) t(v), range(50)`);

describe('clinical content is no identifier', () => {
  it('long keys fit a narrow form by chance now and then', async () => {
    const keys = await plain(`SELECT (100000000000000 + hash(i) % 800000000000000)::VARCHAR AS long_key,
      'be685390-0754-7034-8abc-' || printf('%012d', i) AS visit_uuid FROM range(20000) r(i)`);
    expect(await found(keys)).toEqual({});
  });

  it('codes, values, keys and clock times raise nothing', async () => {
    const table = await plain(`SELECT
      i + 1 AS person_id, (i * 37 + 45000000)::BIGINT AS condition_concept_id,
      (i % 9000 + 1000)::VARCHAR || '-' || (i % 9) AS loinc,
      (100000000 + i * 7919)::VARCHAR AS snomed,
      (900000000000000000 + i * 7919)::VARCHAR AS snomed_extension,
      ((i * 7919) % 2000000)::VARCHAR AS rxnorm,
      printf('%05d-%04d-%02d', i % 99999, i % 9999, i % 99) AS ndc,
      printf('%011d', i * 104729) AS ndc11,
      printf('%c%02d.%d', 65 + i % 26, i % 99, i % 9) AS icd10,
      (1000000000 + (i * 104729) % 1999999999)::VARCHAR AS accession_like,
      uuid()::VARCHAR AS visit_uuid, md5(i::VARCHAR) AS hashed,
      round(i / 7.0, 3)::VARCHAR AS value_source, (i % 300) || '/' || (i % 150) AS blood_pressure,
      (TIMESTAMP '2001-01-01 10:20:30' + i * INTERVAL 1 HOUR)::VARCHAR AS taken_at,
      'BCR::ABL1' AS fusion, '10:20:30' AS clock, '2.16.840.1.113883.6.1' AS oid, 'NM_000059.3:c.68-7T>A' AS hgvs,
      'version 1.2.3.4' AS assay, 'Glucose [Mass/volume] in Serum or Plasma' AS test_name, 'MA' AS state, 62 AS age
      FROM range(3000) t(i)`);
    expect(await found(table)).toEqual({});
  });

  it('nor do a ZIP prefix, a flag, a count or an empty column of a telling name', async () => {
    const table = await plain(`SELECT '021' AS zip3, true AS phone, 3 AS num_phones, 'y' AS email_flag,
      NULL::VARCHAR AS ssn, 'REDACTED' AS patient_name, '***' AS mrn, 'urban' AS residence_type FROM range(20)`);
    expect(await found(table)).toEqual({});
  });
});

describe('identifiers are found by value under any name', () => {
  const cases: readonly [string, string, string[]][] = [
    ['D', 'telephone number', ['(617) 555-0132', '415-555-0198']],
    ['D', 'international telephone number', ['+44 20 7946 0958', '+4930123456789']],
    ['F', 'e-mail address', ['ada@example.org', 'seen, see mary.s@clinic.example.com']],
    ['G', 'Social Security number', ['219-09-9998', '457-55-5462']],
    ['G', 'taxpayer number (ITIN)', ['912-70-1234', '999-88-1234']],
    ['I', 'Medicare beneficiary identifier', ['1EG4-TE5-MK73', '1EG4TE5MK73']],
    ['J', 'IBAN', ['GB29 NWBK 6016 1331 9268 19', 'DE89370400440532013000']],
    ['J', 'payment card number', ['5555 5555 5555 4444', '4111-1111-1111-1111']],
    ['K', 'provider number (NPI)', ['1245319599', '1003000126', '1234567893']],
    ['K', 'prescriber number (DEA)', ['GL0285191', 'EU4488929', 'AB1234563']],
    ['L', 'vehicle identification number', ['1M8GDM9AXKP042788', '5GZCZ43D13S812715', '1HGCM82633A004352']],
    ['M', 'MAC address', ['00:1A:2B:3C:4D:5E', '0012.3456.789A']],
    ['M', 'IMEI', ['490154203237518', '356938035643809', '868932036356090']],
    ['N', 'web address', ['https://example.org/ada', 'www.example.org']],
    ['O', 'IP address', ['192.168.1.17', '2001:db8::8a2e:370:7334']],
  ];
  it.each(cases)('%s: %s', async (category, label, values) => {
    expect((await found(await column('x', ...values))).x).toEqual([
      { category, label, evidence: 'value', strength: 'strong', rate: 1 },
    ]);
  });

  it('rates are over the non-empty values', async () => {
    const table =
      await plain(`SELECT CASE i % 4 WHEN 0 THEN 'a@b.org' WHEN 1 THEN '' WHEN 2 THEN NULL ELSE 'none here' END AS x
      FROM range(400) t(i)`);
    expect((await found(table)).x?.[0]?.rate).toBe(0.5);
  });

  it('a bare number of nine or five digits counts only under a telling name', async () => {
    expect(await found(await column('code', '219099998', '457555462'))).toEqual({});
    expect((await found(await column('social', '219099998', '457555462'))).social?.[0]).toMatchObject({
      category: 'G',
      strength: 'weak',
    });
    expect((await found(await column('location_key', '02139', '10001'))).location_key?.[0]).toMatchObject({
      category: 'B',
      strength: 'weak',
    });
  });

  it('numbers whose check digit fits by chance raise nothing', async () => {
    const table = await plain(`SELECT (1000000000 + (hash(i) % 1999999999)::BIGINT)::BIGINT AS k,
      (4000000000000000 + (hash(i) % 999999999999999)::BIGINT)::VARCHAR AS c FROM range(5000) t(i)`);
    expect(await found(table)).toEqual({});
  });
});

describe('identifiers are found by name', () => {
  const cases: readonly [string, string][] = [
    ['A', 'PatientFirstName'],
    ['B', 'home address'],
    ['B', 'ZIP_CODE'],
    ['B', 'Longitude'],
    ['C', 'DOB'],
    ['D', 'cell_phone'],
    ['E', 'fax_number'],
    ['F', 'E-Mail'],
    ['G', 'SSN'],
    ['H', 'PAT_MRN_ID'],
    ['I', 'member_id'],
    ['J', 'account_number'],
    ['K', 'drivers_license'],
    ['L', 'license_plate'],
    ['M', 'device_serial_number'],
    ['N', 'homepage'],
    ['O', 'ip_address'],
    ['P', 'voice_print'],
    ['Q', 'photo'],
    ['R', 'passport_no'],
  ];
  it.each(cases)('%s: %s', async (category, name) => {
    const findings = await found(await column(name, 'qwrt', 'zxcv'));
    expect(findings[name]?.find((finding) => finding.category === category)).toMatchObject({
      evidence: 'name',
      strength: 'strong',
      rate: null,
    });
  });

  it.each([
    'drug_name',
    'concept_name',
    'emailed_consent_flag',
    'capacity',
    'address_type',
    'platelets',
    'ip_visit',
    'vintage',
    'faxitron',
  ])('%s is not one', async (name) => {
    expect(await found(await column(name, 'qwrt', 'zxcv'))).toEqual({});
  });

  it('ages over 89 ask for a look', async () => {
    expect((await found(await plain('SELECT 60 + i AS age FROM range(31) t(i)'))).age?.[0]).toMatchObject({
      category: 'C',
      label: 'ages over 89',
      strength: 'weak',
    });
    expect(await found(await plain('SELECT 60 + i AS age FROM range(30) t(i)'))).toEqual({});
  });

  it('prose under a telling name blocks, elsewhere it asks for a look', async () => {
    const prose = 'Seen today with her daughter, walks well, no pain since the last visit in spring';
    expect((await found(await column('nurse_comment', prose))).nurse_comment?.[0]).toMatchObject({
      category: 'R',
      strength: 'strong',
    });
    const telling = await plain(`SELECT '${prose} ' || i AS x FROM range(50) t(i)`);
    expect((await found(telling)).x?.[0]).toMatchObject({ category: 'R', strength: 'weak' });
  });
});

describe('a dataset of the OMOP CDM', () => {
  const report = async (...tables: GateTable[]) => inspectTables(connection, tables, quiet);

  it('with nothing but dates of events is clear, under a stated regime', async () => {
    const person = await plain('SELECT i AS person_id, 1980 AS year_of_birth FROM range(9) t(i)', 'person', 'same');
    const visit = await plain(
      "SELECT i AS person_id, DATE '2001-01-01' AS visit_start_date FROM range(9) t(i)",
      'visit_occurrence',
      'same',
    );
    expect(await report(person, visit)).toMatchObject({
      verdict: 'clear',
      regime: expect.stringContaining('limited data set'),
    });
  });

  it('asks for a look at dates of birth, and at persons seen past 89', async () => {
    const birth = await plain(
      "SELECT i AS person_id, DATE '1950-01-01' + i::INT AS birth_datetime FROM range(9) t(i)",
      'person',
      'same',
    );
    expect((await report(birth)).verdict).toBe('review');
    const old = await plain('SELECT 1 AS person_id, 1910 AS year_of_birth', 'person', 'same');
    const visit = await plain(
      "SELECT 1 AS person_id, DATE '2001-01-01' AS visit_start_date",
      'visit_occurrence',
      'same',
    );
    const { verdict, notes } = await report(old, visit);
    expect(verdict).toBe('review');
    expect(notes.join(' ')).toContain('89');
  });

  it.each([
    ['location', 'zip', '02139'],
    ['location', 'address_1', '1 Main Street'],
    ['provider', 'npi', '1245319599'],
    ['provider', 'provider_name', 'Who'],
    ['note', 'note_text', 'Seen today.'],
    ['person', 'person_source_value', '219-09-9998'],
  ])('is blocked by %s.%s', async (table, name, value) => {
    const made = await plain(`SELECT '${value}' AS ${name} FROM range(3)`, table, 'same');
    expect(await report(made)).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining(`${table}.${name}`),
    });
  });

  it('may keep three digits of a ZIP code, but not those of few people', async () => {
    const zip3 = await plain("SELECT '021' AS zip FROM range(9)", 'location', 'same');
    expect((await report(zip3)).verdict).toBe('clear');
    const restricted = await plain("SELECT '036' AS zip FROM range(9)", 'location', 'same');
    expect((await report(restricted)).verdict).toBe('review');
  });
});

it('an age so exact that with a date it gives the day of birth is told of; one in whole or half years is not', async () => {
  const ages = await plain(`SELECT 20 + i / 365.25 AS age, 20 + (i % 90) / 2.0 AS age_at_entry, 7000 + i AS age_days
    FROM range(500) r(i)`);
  const all = await found(ages);
  expect(Object.fromEntries(Object.entries(all).map(([name, [one]]) => [name, one?.label]))).toEqual({
    age: 'ages to the day',
    age_days: 'ages to the day',
  });
});
