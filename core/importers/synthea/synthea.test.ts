import { expect, it } from 'vitest';
import type { Decision } from '../../../contract/data.ts';
import { scratch, writeFiles } from '../testing/scratch.ts';

const { source, load: loadWith, query, left } = scratch();
const write = (name: string, lines: readonly string[]) => writeFiles(source(), { [name]: `${lines.join('\n')}\n` });
const drop = (column: string): Decision => ({ table: 'person', column, action: 'drop', reason: '' });
const load = (decisions: Decision[] = []) => loadWith({ decisions });

function writeExport() {
  write('patients.csv', [
    'Id,BIRTHDATE,DEATHDATE,SSN,RACE,ETHNICITY,GENDER',
    'p-1,1960-02-03,2011-05-06,999-10-1234,white,nonhispanic,M',
    'p-2,1971-01-01,,999-20-1234,black,hispanic,F',
  ]);
  write('encounters.csv', [
    'Id,START,STOP,PATIENT,ENCOUNTERCLASS,CODE,DESCRIPTION',
    'e-1,2010-01-01T10:00:00Z,2010-01-02T11:00:00Z,p-1,inpatient,1,Stay',
    'e-2,2011-01-01T10:00:00Z,,p-2,wellness,2,Visit',
  ]);
  write('conditions.csv', [
    'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION',
    '2010-01-01,,p-1,e-1,44054006,Diabetes',
    '2010-01-05,2010-02-01,p-9,e-1,44054006,Diabetes',
    'soon,,p-2,e-2,38341003,Hypertension',
  ]);
  write('observations.csv', [
    'DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE',
    '2010-01-01T10:00:00Z,p-1,e-1,laboratory,4548-4,HbA1c,6.5,%,numeric',
    '2011-01-01T10:00:00Z,p-2,e-2,social-history,72166-2,Smoking,Never smoker,{nominal},text',
  ]);
  write('medications.csv', [
    'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION',
    '2010-01-02T00:00:00Z,2010-04-01T00:00:00Z,p-1,e-1,860975,Metformin',
  ]);
  write('careplans.csv', ['Id', 'x']);
}

it('Synthea’s files become tables of the CDM; read = loaded + rejected, file by file', async () => {
  writeExport();
  const { manifest } = await load([drop('SSN')]);
  expect(manifest).toMatchObject({ format: 'synthea', persons: 2 });
  expect(manifest.read?.map(({ source: file, read, loaded, rejected }) => [file, read, loaded, rejected])).toEqual([
    ['conditions.csv', 3, 1, 2],
    ['encounters.csv', 2, 2, 0],
    ['medications.csv', 1, 1, 0],
    ['observations.csv', 2, 2, 0],
    ['patients.csv', 2, 2, 0],
  ]);
  expect(
    await query('SELECT person_id AS p, visit_concept_id AS c FROM cdm.main.visit_occurrence ORDER BY ALL'),
  ).toEqual([
    { p: 1, c: 9201 },
    { p: 2, c: 9202 },
  ]);
  expect(
    await query(`SELECT concept_name, vocabulary_id, concept_code, visit_start_date AS d FROM cdm.main.condition_occurrence
      JOIN cdm.main.concept ON concept_id = condition_concept_id JOIN cdm.main.visit_occurrence USING (visit_occurrence_id)`),
  ).toEqual([{ concept_name: 'Diabetes', vocabulary_id: 'SNOMED', concept_code: '44054006', d: '2010-01-01' }]);
  expect(await query('SELECT line, reason FROM cdm.rejected.condition_occurrence ORDER BY line')).toEqual([
    { line: 3, reason: 'person_id is missing' },
    { line: 4, reason: 'condition_start_date is missing' },
  ]);
  expect(await query('SELECT value_as_number AS v, unit_source_value AS u FROM cdm.main.measurement')).toEqual([
    { v: 6.5, u: '%' },
  ]);
  expect(await query('SELECT value_as_string AS v FROM cdm.main.observation')).toEqual([{ v: 'Never smoker' }]);
  expect(await query('SELECT person_id, death_date FROM cdm.main.death')).toEqual([
    { person_id: 1, death_date: '2011-05-06' },
  ]);
  expect(
    await query(
      'SELECT person_id AS p, observation_period_start_date AS s, observation_period_end_date AS e FROM cdm.main.observation_period ORDER BY p',
    ),
  ).toEqual([
    { p: 1, s: '2010-01-01', e: '2010-04-01' },
    { p: 2, s: '2011-01-01', e: '2011-01-01' },
  ]);
});

it('its names and numbers of patients meet the gate', async () => {
  writeExport();
  await expect(load()).rejects.toMatchObject({ code: 'gate', message: expect.stringMatching(/person\.SSN/) });
  expect(left()).toEqual([]);
});

it('a file that is not what its name says is refused', async () => {
  writeExport();
  write('conditions.csv', ['a,b', '1,2']);
  await expect(load()).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/conditions\.csv.*no column START, PATIENT, CODE/),
  });
});
