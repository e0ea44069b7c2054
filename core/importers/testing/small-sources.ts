import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { literal } from '../../engine/sql-text.ts';
import { onDuckDb, writeFiles } from './scratch.ts';

/** Stands in every row of every made source; no message may repeat it. */
export const marker = 'Zq7ward';

const ids = Array.from({ length: 12 }, (_, i) => i + 1);
const lines = (header: string, row: (i: number) => string): string => `${[header, ...ids.map(row)].join('\n')}\n`;

const sheetXml = (rows: readonly (readonly string[])[]): string =>
  `<worksheet><sheetData>${rows
    .map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`)
    .join('')}</sheetData></worksheet>`;

/** A workbook of one sheet. */
export const workbook = (name: string, rows: readonly (readonly string[])[]): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8(`<workbook><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheetXml(rows)),
  });

const omop = {
  'person.csv': lines(
    'person_id,gender_concept_id,year_of_birth,ward',
    (i) => `${i},8507,19${50 + i},"${marker} ${i}"`,
  ),
  'visit_occurrence.csv': lines(
    'visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date,ward',
    (i) => `${i},${i},9201,2011-03-${10 + i},2011-04-${10 + i},${marker}`,
  ),
};

const copied = (folder: string, to: (name: string, from: string) => string, before = '', after = ''): Promise<void> =>
  onDuckDb(async (connection) => {
    if (before) await connection.run(before);
    for (const name of Object.keys(omop)) {
      const from = `read_csv(${literal(join(folder, '.csv', name))})`;
      await connection.run(to(name.replace('.csv', ''), from));
    }
    if (after) await connection.run(after);
  });

const bundle = (type: string, more: (i: number) => object): string =>
  ids.map((i) => JSON.stringify({ resourceType: type, id: `${type}${i}`, ...more(i) })).join('\n');

/** A small source of each format, without any identifier, written into an empty folder. */
export const smallSources: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  'OMOP CSV': async (folder) => writeFiles(folder, omop),
  'OMOP Parquet': async (folder) => {
    writeFiles(join(folder, '.csv'), omop);
    return copied(folder, (name, from) => `COPY (FROM ${from}) TO ${literal(join(folder, `${name}.parquet`))}`);
  },
  'OMOP DuckDB': async (folder) => {
    writeFiles(join(folder, '.csv'), omop);
    const attach = `ATTACH ${literal(join(folder, 'cdm.duckdb'))} AS made`;
    return copied(folder, (name, from) => `CREATE TABLE made.main.${name} AS FROM ${from}`, attach, 'DETACH made');
  },
  FHIR: async (folder) =>
    writeFiles(folder, {
      'Patient.ndjson': bundle('Patient', (i) => ({ gender: 'female', birthDate: `19${50 + i}-01-01` })),
      'Condition.ndjson': bundle('Condition', (i) => ({
        subject: { reference: `Patient/Patient${i}` },
        code: { coding: [{ system: 'urn:codes', code: marker }] },
        onsetDateTime: `2011-03-${10 + i}`,
      })),
    }),
  MEDS: async (folder) => {
    writeFiles(folder, { 'metadata/dataset.json': '{"dataset_name": "made"}', 'data/.keep': '' });
    const rows = ids.flatMap((i) => [
      `(${i}, TIMESTAMP '1950-01-01', 'MEDS_BIRTH', NULL)`,
      `(${i}, TIMESTAMP '2011-03-${10 + i}', 'LAB/${marker}', ${i})`,
    ]);
    const sql = `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(subject_id, "time", code, numeric_value)`;
    return onDuckDb(async (connection) => {
      await connection.run(`COPY (${sql}) TO ${literal(join(folder, 'data', '0.parquet'))}`);
      const codes = `SELECT DISTINCT code, code AS description FROM (${sql})`;
      await connection.run(`COPY (${codes}) TO ${literal(join(folder, 'metadata', 'codes.parquet'))}`);
    });
  },
  Synthea: async (folder) =>
    writeFiles(folder, {
      'patients.csv': lines('Id,BIRTHDATE,DEATHDATE,GENDER', (i) => `p-${i},1950-01-${10 + i},,M`),
      'encounters.csv': lines(
        'Id,START,STOP,PATIENT,ENCOUNTERCLASS,CODE,DESCRIPTION',
        (i) => `e-${i},2011-03-${10 + i}T10:00:00Z,,p-${i},inpatient,1,Stay`,
      ),
      'conditions.csv': lines(
        'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION',
        (i) => `2011-03-${10 + i},,p-${i},e-${i},44054006,${marker}`,
      ),
    }),
  tables: async (folder) =>
    writeFiles(folder, {
      'people.csv': lines('patient_id;ward;seen', (i) => `${i};"${marker} ${i}";2011-03-${10 + i}`),
      'labs.tsv': lines('patient_id\tvalue\tward', (i) => `${i}\t${i}.5\t${marker}`),
      'notes.jsonl': bundle('x', (i) => ({ patient_id: i, ward: marker, inner: { a: [i] } })),
      'book.xlsx': workbook('Sheet', [['patient_id', 'ward'], ...ids.map((i) => [String(i), marker])]),
    }),
};
