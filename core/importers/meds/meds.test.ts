import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { literal } from '../../engine/sql-text.ts';
import { importDataset } from '../import-dataset.ts';
import { onDuckDb, scratch, writeFiles } from '../testing/scratch.ts';
import { writeMeds } from './write-meds.ts';

const { root, source, dataDir, load: loadWith, left, query } = scratch();
const parquet = (sql: string, ...path: string[]) => {
  writeFiles(source(), { 'data/train/.keep': '', 'metadata/.keep': '' });
  return onDuckDb((c) => c.run(`COPY (${sql}) TO ${literal(join(source(), ...path))} (FORMAT parquet)`));
};
const load = (name = 'd', from = source()) => {
  rmSync(join(dataDir, name), { recursive: true, force: true });
  return loadWith({ paths: [from], name });
};

const events = `SELECT * FROM (VALUES
  (1, NULL, 'GENDER//M', NULL), (1, TIMESTAMP '1950-03-04', 'MEDS_BIRTH', NULL),
  (1, TIMESTAMP '2001-01-01 10:00', 'LAB//50912//mg', 1.5), (1, TIMESTAMP '2002-01-01', 'ICD10CM/E11.9', NULL),
  (1, TIMESTAMP '2003-02-01', 'MEDS_DEATH', NULL), (2, NULL, 'BLOOD_GROUP//A', NULL),
  (2, TIMESTAMP '2001-05-05', 'ICD10CM/E11', NULL), (2, TIMESTAMP '2001-05-06', 'RxNorm/6809', 850),
  (2, TIMESTAMP '2001-05-07', NULL, NULL), (3, NULL, 'BLOOD_GROUP//B', NULL), (NULL, TIMESTAMP '2001-05-07', 'LAB//1', 2))
  t(subject_id, "time", code, numeric_value)`;

describe('a MEDS dataset', () => {
  it('becomes persons, events, concepts with their hierarchy, and an account that adds up', async () => {
    await parquet(events, 'data', 'train', '0.parquet');
    await parquet(
      `SELECT * FROM (VALUES ('ICD10CM/E11.9', 'Type 2 diabetes, no complication', ['ICD10CM/E11']),
        ('ICD10CM/E11', 'Type 2 diabetes', NULL)) t(code, description, parent_codes)`,
      'metadata',
      'codes.parquet',
    );
    const { manifest, result } = await load();
    expect(manifest.read).toEqual([
      {
        source: 'data',
        read: 11,
        loaded: 8,
        rejected: 3,
        reasons: [
          { reason: 'subject, time or code missing or unusable', n: 2 },
          { reason: 'no date, and the subject has none either', n: 1 },
        ],
      },
    ]);
    expect(result).toMatchObject({ format: 'meds', persons: 3 });
    expect(await query('SELECT person_id, gender_concept_id, year_of_birth FROM cdm.main.person ORDER BY ALL')).toEqual(
      [
        { person_id: 1, gender_concept_id: 8507, year_of_birth: 1950 },
        { person_id: 2, gender_concept_id: 0, year_of_birth: null },
        { person_id: 3, gender_concept_id: 0, year_of_birth: null },
      ],
    );
    expect(
      await query('SELECT person_id, observation_date, observation_source_value FROM cdm.main.observation'),
    ).toEqual([{ person_id: 2, observation_date: '2001-05-05', observation_source_value: 'BLOOD_GROUP//A' }]);
    expect(await query('SELECT value_as_number AS v, measurement_datetime AS t FROM cdm.main.measurement')).toEqual([
      { v: 1.5, t: '2001-01-01 10:00:00' },
    ]);
    const underE11 = `SELECT count(*) AS n FROM cdm.main.condition_occurrence WHERE condition_concept_id IN (
      SELECT descendant_concept_id FROM cdm.main.concept_ancestor JOIN cdm.main.concept ON concept_id = ancestor_concept_id
      WHERE concept_code = 'E11')`;
    expect(await query(underE11)).toEqual([{ n: 2 }]);
    expect(await query('SELECT line, reason FROM cdm.rejected.observation ORDER BY reason, line')).toEqual([
      { line: 9, reason: 'code is missing' },
      { line: 2, reason: 'observation_date is missing' },
      { line: 11, reason: 'subject_id is missing or not a whole number' },
    ]);
  });

  it('takes several shards, types that are not quite right, and columns beside, which meet the gate', async () => {
    await parquet(
      `SELECT '7' AS subject_id, '2001-01-01 00:00:00' AS "time", 'LAB/x' AS code, '2' AS numeric_value, 'ada@example.org' AS contact`,
      'data',
      'train',
      '0.parquet',
    );
    await parquet(`SELECT 'no' AS subject_id, 'never' AS "time", 'LAB/x' AS code`, 'data', '1.parquet');
    writeFileSync(join(source(), 'metadata', 'dataset.json'), '{}');
    await expect(load()).rejects.toMatchObject({
      code: 'gate',
      message: expect.stringMatching(/measurement\.contact/),
    });
    const { manifest } = await importDataset({
      paths: [source()],
      name: 'd',
      dataDir,
      decisions: [{ table: 'measurement', column: 'contact', action: 'drop', reason: '' }],
    });
    expect(manifest.read?.[0]).toMatchObject({ read: 2, loaded: 1, rejected: 1 });
    expect(readFileSync(join(dataDir, 'd', 'dataset.duckdb')).includes('ada@example.org')).toBe(false);
  });

  it('that is no such thing, or is cut short, is refused and leaves nothing', async () => {
    rmSync(dataDir, { recursive: true, force: true });
    await parquet('SELECT 1 AS a', 'data', '0.parquet');
    writeFileSync(join(source(), 'metadata', 'dataset.json'), '{}');
    await expect(load()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/no column subject_id, time, code/),
    });
    await parquet(events, 'data', '0.parquet');
    const whole = readFileSync(join(source(), 'data', '0.parquet'));
    for (const cut of [0, 3, Math.floor(whole.length / 2), whole.length - 1]) {
      writeFileSync(join(source(), 'data', '0.parquet'), whole.subarray(0, cut));
      await expect(load()).rejects.toMatchObject({ code: 'unreadable', message: expect.stringMatching(/0\.parquet/) });
    }
    expect(left()).toEqual([]);
  });
});

it('what is written from OMOP is read back: the same persons and as many events, by table and concept', async () => {
  const sample = fileURLToPath(new URL('../../../datasets/sample/', import.meta.url));
  const some = join(root, 'some');
  mkdirSync(some);
  await onDuckDb(async (connection) => {
    for (const file of readdirSync(sample).filter((name) => name.endsWith('.parquet'))) {
      const from = `FROM ${literal(join(sample, file))}`;
      const ofPersons = (await connection.describe(from)).some(({ name }) => name === 'person_id');
      const to = `${literal(join(some, file))} (FORMAT parquet)`;
      await connection.run(`COPY (${from} ${ofPersons ? 'WHERE person_id <= 60' : ''}) TO ${to}`);
    }
  });
  await load('first', some);
  const out = join(root, 'written');
  await onDuckDb(async (connection) => {
    await connection.run(`ATTACH ${literal(join(dataDir, 'first', 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
    await writeMeds(connection, 'cdm', out, { name: 'sample', version: '1' }, quiet);
  });
  const { manifest } = await load('again', out);
  expect(manifest.read?.[0]).toMatchObject({ rejected: 0 });
  const events = manifest.tables.filter(({ name }) =>
    /_occurrence|_exposure|^measurement|^observation$|^death/.test(name),
  );
  const said = await query('SELECT 3 * count(*) + count(birth_datetime) AS n FROM cdm.main.person', 'again');
  expect(events.reduce((sum, { rows }) => sum + rows, Number(said[0]!.n))).toBe(manifest.read?.[0]?.read);
  const counts = [
    ['condition_occurrence', 'condition'],
    ['drug_exposure', 'drug'],
    ['procedure_occurrence', 'procedure'],
    ['measurement', 'measurement'],
    ['observation', 'observation'],
  ]
    .map(
      ([table, of]) =>
        `SELECT '${table}' AS t, count(*) AS n, count(DISTINCT person_id) AS p, sum(person_id)::BIGINT AS s, sum(${of}_concept_id)::BIGINT AS c FROM cdm.main.${table}`,
    )
    .join(' UNION ALL ');
  const people = `SELECT count(*) AS n, sum(year_of_birth)::BIGINT AS y, sum(gender_concept_id)::BIGINT AS g,
    (SELECT count(*) FROM cdm.main.death) AS d, (SELECT count(*) FROM cdm.main.visit_occurrence) AS v FROM cdm.main.person`;
  for (const sql of [`${counts} ORDER BY t`, people])
    expect(await query(sql, 'again')).toEqual(await query(sql, 'first'));
  const sums = 'SELECT round(sum(value_as_number) / 1000) AS v FROM cdm.main.measurement';
  expect(await query(sums, 'again')).toEqual(await query(sums, 'first'));
});
