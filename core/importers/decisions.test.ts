import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Decision } from '../../contract/data.ts';
import type { Row } from '../engine/database.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { importDataset } from './import-dataset.ts';
import { onDuckDb, scratch, writeFiles } from './testing/scratch.ts';
import { workbook } from './testing/small-sources.ts';

const { root } = scratch();

const persons = Array.from({ length: 12 }, (_, i) => i + 1);
/** What is planted about one person: one value for each kind of decision, each like no other. */
const about = (i: number) => ({
  mail: `ada-${i}@planted.example.org`,
  mrn: `Mrn-Zyxwvut-${i}`,
  zip: `0213${i % 10}-44${10 + i}`,
  story: `Quercus${i} walked the long way home and told nobody of it`,
  pet: `Kept-Rex-${i}`,
  day: `2011-03-${9 + i}`,
});
type Planted = ReturnType<typeof about>;
const planted = persons.map(about);

const decide = (table: string, column: string, action: Decision['action'], more: Partial<Decision> = {}): Decision => ({
  table,
  column,
  action,
  reason: action === 'attest' ? 'a made-up pet' : '',
  ...more,
});
/** Every kind of decision, about the columns that a format keeps beside. */
const everyKind = (names: Record<'mail' | 'mrn' | 'zip' | 'story' | 'pet', [table: string, column: string]>) => [
  decide(...names.mail, 'drop'),
  decide(...names.mrn, 'hash'),
  decide(...names.zip, 'generalise', { to: 'zip3' }),
  decide(...names.story, 'quarantine'),
  decide(...names.pet, 'attest'),
];
const beside = (table: string) =>
  everyKind({
    mail: [table, 'mail'],
    mrn: [table, 'mrn'],
    zip: [table, 'zip'],
    story: [table, 'story'],
    pet: [table, 'pet'],
  });
const allDates = decide('*', '*', 'shift');

const folder = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string =>
  writeFiles(join(root, name), files);

const csv = (header: string, row: (i: number, told: Planted) => string, more: readonly string[] = []) =>
  `${[header, ...persons.map((i) => row(i, planted[i - 1]!)), ...more].join('\n')}\n`;
const besideRow = ({ mail, mrn, zip, story, pet }: Planted) => [mail, mrn, zip, story, pet].join(',');

const omop = {
  'person.csv': csv(
    'person_id,gender_concept_id,year_of_birth,mail,mrn,zip,story,pet',
    (i, told) => `${i},8507,19${50 + i},${besideRow(told)}`,
    [`,8507,1960,${besideRow(planted[0]!)}`],
  ),
  'death.csv': csv('person_id,death_date', (i, { day }) => `${i},${day}`),
};

/** The tables of `omop` in another form: `write` is SQL after FROM made into a table or file. */
async function inDuckDb(write: (table: string, from: string) => string, before = '', after = ''): Promise<void> {
  const from = folder('omop-csv', omop);
  await onDuckDb(async (connection) => {
    if (before) await connection.run(before);
    for (const name of ['person', 'death'])
      await connection.run(write(name, `read_csv(${literal(join(from, `${name}.csv`))})`));
    if (after) await connection.run(after);
  });
}

const xlsx = () =>
  workbook('people', [
    ['patient_id', 'seen', 'mail', 'mrn', 'zip', 'story', 'pet'],
    ...planted.map((told, i) => [String(i + 1), told.day, ...besideRow(told).split(',')]),
  ]);

interface Given {
  readonly source: string;
  readonly decisions: readonly Decision[];
  /** Table and column of a date, in order of `subject`. */
  readonly date: [table: string, column: string, subject: string];
  /** Rows of persons that are loaded. */
  readonly loaded: number;
  /** Where the person's table differs from that of the date. */
  readonly people?: string;
}

const cdm = (source: string): Given => ({
  source,
  decisions: [...beside('person'), allDates],
  date: ['death', 'death_date', 'person_id'],
  loaded: 12,
  people: 'person',
});

const formats: Readonly<Record<string, () => Promise<Given>>> = {
  'OMOP as CSV': async () => cdm(folder('omop-csv', omop)),
  'OMOP as Parquet': async () => {
    const to = folder('omop-parquet', { 'about.txt': 'x' });
    await inDuckDb((table, from) => `COPY (FROM ${from}) TO ${literal(join(to, `${table}.parquet`))}`);
    return cdm(to);
  },
  'OMOP as a DuckDB file': async () => {
    const to = folder('omop-duckdb', { 'about.txt': 'x' });
    const attach = `ATTACH ${literal(join(to, 'cdm.duckdb'))} AS made`;
    await inDuckDb((table, from) => `CREATE TABLE made.main.${table} AS FROM ${from}`, attach, 'DETACH made');
    return cdm(to);
  },
  MEDS: async () => {
    const to = folder('meds', { 'metadata/dataset.json': '{}', 'data/about.txt': 'x' });
    const rows = planted.map(
      (told, i) =>
        `(${i + 1}, TIMESTAMP '${told.day} 10:00', 'LAB/1', 2.5, ${Object.values(told).slice(0, 5).map(literal).join(', ')}),
         (${i + 1}, TIMESTAMP '1950-01-01', 'MEDS_BIRTH', NULL, NULL, NULL, NULL, NULL, NULL)`,
    );
    await onDuckDb((connection) =>
      connection.run(`COPY (SELECT * FROM (VALUES ${rows.join(', ')})
        AS t(subject_id, "time", code, numeric_value, mail, mrn, zip, story, pet)) TO ${literal(join(to, 'data', '0.parquet'))}`),
    );
    return {
      ...cdm(to),
      decisions: [...beside('measurement'), allDates],
      date: ['measurement', 'measurement_date', 'person_id'],
      people: 'measurement',
    };
  },
  Synthea: async () => ({
    ...cdm(
      folder('synthea', {
        'patients.csv': csv(
          'Id,BIRTHDATE,DEATHDATE,GENDER,mail,mrn,zip,story,pet',
          (i, told) => `p-${i},1950-01-01,${told.day},M,${besideRow(told)}`,
        ),
        'conditions.csv': csv('START,PATIENT,CODE', (i, { day }) => `${day},p-${i},44054006`),
      }),
    ),
  }),
  FHIR: async () => {
    const patient = (i: number, { mail, mrn, zip, story, pet, day }: Planted) => ({
      resourceType: 'Patient',
      id: `p${String(i).padStart(2, '0')}`,
      telecom: [{ system: 'email', value: mail }],
      identifier: [{ value: mrn }],
      address: [{ postalCode: zip }],
      text: { div: `<div>${story}</div>` },
      name: [{ family: pet }],
      birthDate: '1950-01-01',
      deceasedDateTime: day,
    });
    const lines = planted.map((told, i) => JSON.stringify(patient(i + 1, told)));
    const { source, ...rest } = cdm(folder('fhir', { 'Patient.ndjson': lines.join('\n') }));
    const names = everyKind({
      mail: ['Patient', 'telecom'],
      mrn: ['Patient', 'identifier'],
      zip: ['location', 'zip'],
      story: ['Patient', 'text.div'],
      pet: ['Patient', 'name'],
    });
    return { source, ...rest, decisions: [...names, allDates] };
  },
  'plain tables': async () => {
    const row = (i: number, told: Planted) => `${i},${told.day},${besideRow(told)}`;
    const from = folder('table', {
      'people.csv': csv('patient_id,seen,mail,mrn,zip,story,pet', row),
      'lines.jsonl': planted.map((told, i) => JSON.stringify({ patient_id: i + 1, ...told })).join('\n'),
      'book.xlsx': xlsx(),
    });
    const columns = `FROM read_csv(${literal(join(from, 'people.csv'))})`;
    await onDuckDb((connection) => connection.run(`COPY (${columns}) TO ${literal(join(from, 'rows.parquet'))}`));
    return {
      source: from,
      decisions: [...beside('*'), allDates],
      date: ['book', 'seen', 'patient_id'],
      loaded: 12,
    };
  },
};

/** All that the dataset says, as text: every column of every table, of what was rejected too. */
async function everything(file: string): Promise<string> {
  return onDuckDb(async (connection) => {
    await connection.run(`ATTACH ${literal(file)} AS cdm (READ_ONLY)`);
    const tables = await connection.rows<{ s: string; t: string }>(
      `SELECT schema_name AS s, table_name AS t FROM duckdb_tables() WHERE database_name = 'cdm' AND estimated_size > 0`,
    );
    const said: Row[] = [];
    for (const { s, t } of tables) said.push(...(await connection.rows(`FROM cdm.${identifier(s)}.${identifier(t)}`)));
    return JSON.stringify(said);
  });
}

it.each(Object.entries(formats))(
  '%s: every kind of decision is applied, and nothing decided is in the dataset',
  async (name, made) => {
    const { source, decisions, date, loaded, people } = await made();
    const study = join(root, `study of ${name}`);
    const dataDir = join(study, 'data');
    const { manifest } = await importDataset({ paths: [source], name: 'd', decisions: [...decisions], dataDir });
    const file = join(dataDir, 'd', 'dataset.duckdb');
    const said = await everything(file);
    const bytes = readdirSync(study, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    for (const { mail, mrn, zip, story, pet } of planted) {
      for (const value of [mail, mrn, zip, story, story.split(' ')[0]!]) {
        expect(said.includes(value), value).toBe(false);
        expect(
          bytes.some((content) => content.includes(value)),
          value,
        ).toBe(false);
      }
      // The proof that the search finds what is there.
      expect(said).toContain(pet);
    }
    expect(said).toContain('"021"');
    expect(said).toMatch(/"\[text withheld, \d+ characters\]"/);
    expect(said).toMatch(/"[0-9a-f]{32}"/);
    const table = (of: string) => manifest.tables.find((one) => one.name === of);
    expect(table(people ?? date[0])?.rows).toBe(loaded);
    for (const { read, loaded: kept, rejected } of manifest.read ?? []) expect(read).toBe(kept + rejected);
    const dates = await onDuckDb(async (connection) => {
      await connection.run(`ATTACH ${literal(file)} AS cdm (READ_ONLY)`);
      return connection.rows<{ d: string }>(
        `SELECT CAST(${date[1]} AS VARCHAR) AS d FROM cdm.main.${date[0]} ORDER BY ${date[2]}`,
      );
    });
    expect(dates).toHaveLength(loaded);
    expect(dates.filter(({ d }, i) => d.slice(0, 10) === planted[i]!.day)).toEqual([]);
  },
  240_000,
);

const codeOf = (i: number) => `DIAGNOSIS//ada-${i}@planted.example.org`;
const coded: Readonly<Record<string, () => Promise<string>>> = {
  MEDS: async () => {
    const to = folder('meds-codes', { 'metadata/dataset.json': '{}', 'data/about.txt': 'x' });
    const rows = persons.map((i) => `(${i}, TIMESTAMP '2001-01-01', ${literal(codeOf(i))})`);
    const sql = `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(subject_id, "time", code)`;
    await onDuckDb((connection) => connection.run(`COPY (${sql}) TO ${literal(join(to, 'data', '0.parquet'))}`));
    return to;
  },
  Synthea: async () =>
    folder('synthea-codes', {
      'patients.csv': csv('Id,BIRTHDATE,GENDER', (i) => `p-${i},1950-01-01,M`),
      'conditions.csv': csv('START,PATIENT,CODE,DESCRIPTION', (i) => `2001-01-01,p-${i},${codeOf(i)},of ${codeOf(i)}`),
    }),
};

it.each(Object.entries(coded))(
  '%s: what identifies someone in a code blocks the dictionary of codes too',
  async (name, made) => {
    const source = await made();
    const dataDir = join(root, `codes of ${name}`, 'data');
    const attempt = (decisions: Decision[]) => importDataset({ paths: [source], name: 'd', decisions, dataDir });
    const ofTable = decide('condition_occurrence', 'condition_source_value', 'hash');
    const blocked = /Nothing was loaded: 2 columns.*concept\.concept_name.*concept\.concept_code/;
    await expect(attempt([ofTable])).rejects.toMatchObject({ code: 'gate', message: expect.stringMatching(blocked) });
    const hashed = ['concept_name', 'concept_code'].map((column) => decide('concept', column, 'hash'));
    await attempt([ofTable, ...hashed, allDates]);
    const said = await everything(join(dataDir, 'd', 'dataset.duckdb'));
    expect(said).not.toMatch(/planted/);
    expect(said).toMatch(/"[0-9a-f]{32}"/);
  },
  240_000,
);
