import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import type { DatasetManifest, Decision } from '../../../contract/data.ts';
import { Failure } from '../../../contract/failure.ts';
import { type Connection, type Database, openDatabase } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import { importDataset } from '../import-dataset.ts';
import { collectFiles } from '../source-files.ts';
import { type FhirPlan, planFhir } from './plan.ts';
import { exported, lines } from './testing/resources.ts';

const root = mkdtempSync(join(tmpdir(), 'stillroom-fhir-'));
const dataDir = join(root, 'study', 'data');
let database: Database;
let connection: Connection;
beforeAll(async () => {
  database = await openDatabase();
  connection = await database.connect();
});
afterAll(() => {
  database.close();
  rmSync(root, { recursive: true, force: true });
});

function folder(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const plan = async (path: string): Promise<FhirPlan> =>
  planFhir(await collectFiles([path]), connection, quiet, { datasets: [] });

const rowsOf = (from: FhirPlan, table: string) =>
  connection.rows(`SELECT * FROM ${from.tables.find(({ name }) => name === table)?.parts.at(-1)?.relation}`);

/** Every type in a file of its own, some packed, one in two files. */
const whole = (): string =>
  folder('whole', {
    ...Object.fromEntries(
      Object.keys(exported).map((type, i) =>
        i % 2 ? [`${type}.000.ndjson`, lines(type)] : [`${type}.000.ndjson.gz`, gzipSync(lines(type))],
      ),
    ),
  });

describe('an import of every resource', () => {
  const query = (sql: string) => connection.rows(sql);
  let manifest: DatasetManifest;

  beforeAll(async () => {
    const source = whole();
    const shown = (await plan(source)).tables;
    const identifying = shown.flatMap(({ name, columns }) =>
      columns
        .filter(({ name: column, declared }) => declared || /^(address_1|city|zip|provider_name|npi)$/.test(column))
        .map((column) => ({ table: name, column: column.name })),
    );
    const decisions = identifying.map((at): Decision => ({ ...at, action: 'drop', reason: '' }));
    ({ manifest } = await importDataset({ paths: [source], name: 'd', decisions, dataDir }));
    await connection.run(`ATTACH ${literal(join(dataDir, 'd', 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
  });

  it('accounts for each: read = loaded + rejected, with the reason', () => {
    for (const { read, loaded, rejected, reasons } of manifest.read ?? []) {
      expect(read).toBe(loaded + rejected);
      expect(reasons.reduce((sum, { n }) => sum + n, 0)).toBe(rejected);
    }
    const read = Object.fromEntries((manifest.read ?? []).map((one) => [one.source, one.read]));
    expect(read).toEqual(Object.fromEntries(Object.entries(exported).map(([type, list]) => [type, list.length])));
    expect(manifest.read?.filter(({ rejected }) => rejected > 0)).toEqual([
      {
        source: 'Questionnaire',
        read: 1,
        loaded: 0,
        rejected: 1,
        reasons: [{ reason: 'No table takes this type of resource.', n: 1 }],
      },
    ]);
    expect(manifest.unmapped).toContainEqual({ path: 'Patient.maritalStatus', n: 1 });
    expect(Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows]))).toMatchObject({
      person: 2,
      death: 1,
      visit_occurrence: 1,
      condition_occurrence: 2,
      procedure_occurrence: 1,
      measurement: 3,
      observation: 4,
      drug_exposure: 5,
      device_exposure: 1,
      specimen: 1,
      provider: 1,
      care_site: 2,
      observation_period: 2,
    });
  });

  it('keeps nothing that was dropped', () => {
    expect(readFileSync(join(dataDir, 'd', 'dataset.duckdb')).includes('Marker-Family')).toBe(false);
    expect(manifest.tables.filter(({ name }) => name.startsWith('fhir_'))).toEqual([]);
  });

  it('follows references of every form, and gives persons their numbers by id', async () => {
    expect(
      await query(`SELECT person_id, visit_occurrence_id AS visit, condition_source_value AS code, condition_start_date AS d
        FROM cdm.main.condition_occurrence ORDER BY 4`),
    ).toEqual([
      { person_id: 1, visit: 1, code: '38341003', d: '2019-03-01' },
      { person_id: 1, visit: 1, code: 'a cough', d: '2020-01-01' },
    ]);
    expect(
      await query(`SELECT drug_source_value AS code, drug_type_concept_id AS type, person_id, days_supply AS days,
        drug_exposure_end_date AS until FROM cdm.main.drug_exposure ORDER BY person_id, drug_exposure_start_date`),
    ).toEqual([
      { code: '1191', type: 32865, person_id: 1, days: null, until: '2018-02-01' },
      { code: '308136', type: 32818, person_id: 1, days: null, until: '2020-01-02' },
      { code: '314076', type: 32838, person_id: 1, days: 30, until: '2020-02-02' },
      { code: '1191', type: 32825, person_id: 1, days: 10, until: '2020-02-10' },
      { code: '140', type: 32818, person_id: 2, days: null, until: '2020-10-01' },
    ]);
    expect(
      await query(`SELECT v.visit_concept_id AS concept, s.care_site_source_value AS site, p.specialty_source_value AS field,
        v.discharged_to_source_value AS "to" FROM cdm.main.visit_occurrence v JOIN cdm.main.care_site s USING (care_site_id)
        JOIN cdm.main.provider p ON p.provider_id = v.provider_id`),
    ).toEqual([{ concept: 9201, site: 'l1', field: '208D00000X', to: 'home' }]);
  });

  it('keeps numbers, units, signs, ranges and coded answers', async () => {
    expect(
      await query(`SELECT measurement_source_value AS code, value_as_number AS n, unit_source_value AS unit,
        operator_concept_id AS sign, range_low AS low FROM cdm.main.measurement ORDER BY 1`),
    ).toEqual([
      { code: '2160-0', n: 0.4, unit: 'mg/dL', sign: 4171756, low: 0.6 },
      { code: '8462-4', n: 82, unit: 'mm[Hg]', sign: null, low: null },
      { code: '8480-6', n: 131, unit: 'mm[Hg]', sign: null, low: null },
    ]);
    expect(
      await query(`SELECT observation_source_value AS code, value_as_string AS text, value_source_value AS value
        FROM cdm.main.observation ORDER BY 1`),
    ).toEqual([
      { code: '58410-2', text: null, value: null },
      { code: '72166-2', text: 'Ex-smoker', value: '8517006' },
      { code: '7980', text: 'high', value: 'high' },
      { code: 'fell', text: 'true', value: 'true' },
    ]);
  });

  it('gives a code without a vocabulary a concept of its own, and standard concept 0', async () => {
    expect(
      await query(`SELECT o.condition_concept_id AS standard, c.concept_id BETWEEN 2000000001 AND 2147483647 AS own,
        c.vocabulary_id AS system, c.concept_name AS name FROM cdm.main.condition_occurrence o
        JOIN cdm.main.concept c ON c.concept_id = o.condition_source_concept_id`),
    ).toEqual([{ standard: 0, own: true, system: 'SNOMED', name: 'Hypertensive disorder' }]);
  });

  it('derives observation from the records, and says so', async () => {
    expect(
      await query(
        'SELECT person_id AS p, observation_period_start_date AS a, observation_period_end_date AS b FROM cdm.main.observation_period',
      ),
    ).toEqual([
      { p: 1, a: '2018-01-01', b: '2020-02-01' },
      { p: 2, a: '2015-01-01', b: '2020-10-01' },
    ]);
    expect(manifest.warnings.join(' ')).toMatch(/from the first to the last record/);
  });
});

it('meets the gate: what identifies is shown by path, and blocks until it is decided', async () => {
  const source = folder('gate', { 'Patient.ndjson': lines('Patient'), 'Condition.ndjson': lines('Condition') });
  const blocked = await importDataset({ paths: [source], decisions: [], dataDir: join(root, 'gated') }).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
  if (!(blocked instanceof Failure) || blocked.code !== 'gate') throw blocked;
  const columns = (blocked.details.columns as { table: string; column: string }[]).map(
    (at) => `${at.table}.${at.column}`,
  );
  const elements = ['name', 'telecom', 'photo', 'text.div', 'identifier'].map((path) => `Patient.${path}`);
  expect(columns).toEqual(
    expect.arrayContaining([...elements, 'Condition.note', 'Condition.subject.display', 'location.city']),
  );
  expect(JSON.stringify([blocked.message, blocked.details])).not.toMatch(/Marker-/);
});

it('loads an attested element beside the tables of the CDM', async () => {
  const patient = { resourceType: 'Patient', id: 'p1', name: [{ family: 'Byron' }], telecom: [{ value: '1' }] };
  const source = folder('attested', { 'Patient.ndjson': JSON.stringify(patient) });
  const decisions: Decision[] = [
    { table: 'Patient', column: 'name', action: 'attest', reason: 'made-up persons' },
    { table: 'Patient', column: 'telecom', action: 'drop', reason: '' },
  ];
  const into = join(root, 'attested-data');
  const { manifest } = await importDataset({ paths: [source], name: 'd', decisions, dataDir: into });
  expect(manifest.tables.find(({ name }) => name === 'fhir_patient')).toMatchObject({
    rows: 1,
    columns: [
      { name: 'person_id', type: 'BIGINT' },
      { name: 'name', type: 'VARCHAR' },
    ],
  });
});

describe('bad input', () => {
  it('is answered line by line', async () => {
    const deep = `{"resourceType":"Patient","id":"x","a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const event = (more: object) =>
      JSON.stringify({ resourceType: 'Condition', code: { text: 'c' }, onsetDateTime: '2020-01-01', ...more });
    const subject = { reference: 'Patient/p1' };
    const found = await plan(
      folder('bad', {
        'Patient.ndjson': Buffer.concat([
          Buffer.from(
            lines('Patient', [
              '{"resourceType":',
              '[1]',
              '{"id":"y"}',
              deep,
              '',
              JSON.stringify({ resourceType: 'Patient', id: 'p2', birthDate: '1999-02-30' }),
            ]),
          ),
          Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d, 0x0a]),
          Buffer.from('{"resourceType":"Patient","id":"p3","gen'),
        ]),
        'Patient.2.ndjson': `${JSON.stringify({ resourceType: 'Patient', id: 'p2', meta: { lastUpdated: '2024-01-01T00:00:00Z' }, gender: 'female' })}\n`,
        'Condition.ndjson': [
          event({ id: '1', subject }),
          event({ id: '2', subject: { reference: 'Patient/nobody' } }),
          event({ id: '3' }),
          event({ id: '4', subject, onsetDateTime: 'yesterday' }),
          event({ id: '5', subject, onsetDateTime: undefined }),
          event({ id: '6', subject, verificationStatus: { coding: [{ code: 'refuted' }] } }),
          event({ subject }),
          event({ id: '7', subject, modifierExtension: [{ url: 'urn:not' }] }),
        ].join('\n'),
      }),
    );
    const reasons = Object.fromEntries(
      found.read.map(({ source, loaded, reasons: why }) => [
        source,
        [loaded, ...why.map(({ reason, n }) => `${n} ${reason}`)],
      ]),
    );
    expect(reasons).toEqual({
      Condition: [
        1,
        '1 A date is not a FHIR date.',
        '1 It has a modifier extension, which may mean the opposite of what it says.',
        '1 It has no date, nor an encounter that has one.',
        '1 It has no id.',
        '1 It names no patient.',
        '1 Its patient is not in these files.',
        '1 Its verificationStatus is “refuted”.',
      ],
      Patient: [2, '1 The date of birth is not a FHIR date.', '1 The same id is there twice; the newest is kept.'],
      'lines that are no resource': [
        0,
        '1 It is nested more than 100 levels deep.',
        '1 The last line is cut short.',
        '1 The line has no resourceType.',
        '1 The line is not JSON.',
        '1 The line is not UTF-8.',
        '1 The line is not a JSON object.',
      ],
    });
    expect((await rowsOf(found, 'person')).map((row) => row.gender_source_value)).toEqual(['female', 'female']);
  });

  it('without a patient is refused whole', async () => {
    await expect(plan(folder('nobody', { 'Condition.ndjson': lines('Condition') }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/no Patient/),
    });
  });

  it('cut short or cancelled leaves nothing', async () => {
    const other = join(root, 'other');
    const packed = gzipSync(lines('Patient'));
    const source = folder('cut', { 'Patient.ndjson.gz': packed.subarray(0, packed.length - 20) });
    await expect(importDataset({ paths: [source], decisions: [], dataDir: other })).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/Patient\.ndjson\.gz/),
    });
    const abort = new AbortController();
    const context = {
      signal: abort.signal,
      progress: ({ stage }: { stage: string }) => /following/.test(stage) && abort.abort(),
    };
    const whole = join(root, 'whole');
    await expect(importDataset({ paths: [whole], decisions: [], dataDir: other }, context)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await collectFiles([other])).toEqual([]);
  });
});

it('maps codes by vocabulary files that lie in the folder', async () => {
  const found = await plan(
    folder('mapped', {
      'Patient.ndjson': lines('Patient'),
      'Condition.ndjson': lines('Condition').replace(
        '"encounter":{"reference":"Encounter/e1"}',
        '"recordedDate":"2020-01-01"',
      ),
      'CONCEPT.csv':
        'concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\n' +
        '11\tHypertension\tCondition\tSNOMED\tx\t\t38341003\n12\tThe standard one\tCondition\tSNOMED\tx\tS\t999\n',
      'CONCEPT_RELATIONSHIP.csv': 'concept_id_1\tconcept_id_2\trelationship_id\n11\t12\tMaps to\n',
    }),
  );
  expect(await rowsOf(found, 'condition_occurrence')).toContainEqual(
    expect.objectContaining({ condition_concept_id: 12, condition_source_concept_id: 11 }),
  );
  expect(found.tables.find(({ name }) => name === 'concept')?.rows).toBe(2);
});

it('maps codes by the vocabulary of another dataset of the study', async () => {
  const path = join(root, 'other.duckdb');
  await connection.run(`ATTACH ${literal(path)} AS made; CREATE TABLE made.main.concept AS
    SELECT 13 AS concept_id, 'x' AS concept_name, 'SNOMED' AS vocabulary_id, 'S' AS standard_concept, '38341003' AS concept_code
    UNION ALL SELECT 2000000009, 'own', 'SNOMED', NULL, '38341003'; DETACH made`);
  const source = folder('by-study', {
    'Patient.ndjson': lines('Patient'),
    'Condition.ndjson': lines('Condition').split('\n')[0]!,
  });
  const found = await planFhir(await collectFiles([source]), connection, quiet, { datasets: [path] });
  expect(await rowsOf(found, 'condition_occurrence')).toMatchObject([
    { condition_concept_id: 13, condition_source_concept_id: 13 },
  ]);
  expect(found.warnings[0]).toMatch(/another dataset of this study/);
});

it('gives the same numbers however resources are spread over files', async () => {
  const [first, second] = lines('Patient').trim().split('\n');
  const one = await plan(folder('one', { 'a.ndjson': `${first}\n${second}\n` }));
  const two = await plan(folder('two', { 'a.ndjson': `${second}\n`, 'b.ndjson': `${first}\n` }));
  const numbers = async (from: FhirPlan) =>
    (await rowsOf(from, 'person')).map((row) => [row.person_id, row.person_source_value]);
  expect(await numbers(two)).toEqual(await numbers(one));
  expect(await numbers(one)).toEqual([
    [1, 'p1'],
    [2, 'p2'],
  ]);
});

it('counts what no table takes by path, and repeats no name that is none', async () => {
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    multipleBirthBoolean: false,
    'Ada Byron, 1815': 1,
    extension: [{ url: 'urn:x/what Ada said', valueString: 'x' }],
    communication: [{ language: { text: 'en' } }, { preferred: true }],
  };
  const found = await plan(folder('paths', { 'Patient.ndjson': JSON.stringify(patient) }));
  expect(found.unmapped).toEqual([
    { path: 'Patient.communication', n: 1 },
    { path: 'Patient.extension(…)', n: 1 },
    { path: 'Patient.multipleBirthBoolean', n: 1 },
    { path: 'Patient.…', n: 1 },
  ]);
});

it('declares free text where sentences stand in place of codes', async () => {
  const told = ['Seen with her daughter Ada on the way home', 'Asked her neighbour in Elm Street to call us again'];
  const conditions = told.map((words, i) => ({
    resourceType: 'Condition',
    id: String(i),
    subject: { reference: 'Patient/p1' },
    code: { text: words },
    recordedDate: '2020-01-01',
  }));
  const found = await plan(
    folder('prose', {
      'Patient.ndjson': lines('Patient'),
      'Condition.ndjson': conditions.map((one) => JSON.stringify(one)).join('\n'),
    }),
  );
  const declared = found.tables.flatMap(({ name, columns }) =>
    columns.filter((one) => one.declared?.label === 'free text').map((column) => `${name}.${column.name}`),
  );
  expect(declared).toContain('condition_occurrence.condition_source_value');
  expect(declared).not.toContain('person.gender_source_value');
});

it('takes a Bundle apart and follows the addresses in it', async () => {
  const entry = (fullUrl: string, resource: object) => ({ fullUrl, resource });
  const bundle = {
    resourceType: 'Bundle',
    entry: [
      entry('urn:uuid:aaaa', { resourceType: 'Patient', id: 'other-id' }),
      entry('urn:uuid:bbbb', {
        resourceType: 'Condition',
        code: { text: 'c' },
        subject: { reference: 'urn:uuid:aaaa' },
        recordedDate: '2020-01-01',
      }),
    ],
  };
  const found = await plan(folder('bundle', { 'bundle.ndjson': JSON.stringify(bundle) }));
  expect(await rowsOf(found, 'condition_occurrence')).toMatchObject([
    { person_id: 1, condition_start_date: '2020-01-01' },
  ]);
});
