import { join } from 'node:path';
import { expect, it } from 'vitest';
import { literal } from '../../engine/sql-text.ts';
import { onDuckDb, scratch, writeFiles } from '../testing/scratch.ts';

const { source, load, query, root } = scratch();

/** A code with a standard concept beside, and one that is standard itself. */
const vocabulary = {
  'CONCEPT.csv':
    'concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\n' +
    '11\tDiabetes by ICD\tCondition\tICD10CM\tx\t\tE11.9\n12\tDiabetes\tCondition\tSNOMED\tx\tS\t44054006\n',
  'CONCEPT_RELATIONSHIP.csv': 'concept_id_1\tconcept_id_2\trelationship_id\n11\t12\tMaps to\n',
};
const meds = async (): Promise<void> => {
  writeFiles(source(), { 'metadata/dataset.json': '{}', 'data/.keep': '' });
  const rows = `SELECT * FROM (VALUES (1, TIMESTAMP '2001-01-01', 'icd10cm/E11.9'), (1, TIMESTAMP '2001-01-02', 'SNOMEDCT_US/44054006'),
    (1, TIMESTAMP '2001-01-03', 'ICD10CM/X')) AS t(subject_id, "time", code)`;
  await onDuckDb((connection) => connection.run(`COPY (${rows}) TO ${literal(join(source(), 'data', '0.parquet'))}`));
};
const conditions = (name?: string) =>
  query(
    `SELECT condition_concept_id AS c, condition_source_concept_id AS s, condition_source_value AS code
     FROM cdm.main.condition_occurrence ORDER BY condition_start_date`,
    name,
  );
const own = 2_000_000_001;

it('codes of MEDS are looked up; one that is not known keeps a concept of its own', async () => {
  await meds();
  writeFiles(source(), vocabulary);
  const { manifest } = await load();
  expect(await conditions()).toEqual([
    { c: 12, s: 11, code: 'icd10cm/E11.9' },
    { c: 12, s: 12, code: 'SNOMEDCT_US/44054006' },
    { c: own, s: own, code: 'ICD10CM/X' },
  ]);
  expect(await query('SELECT concept_id, concept_code FROM cdm.main.concept ORDER BY 1')).toEqual([
    { concept_id: 11, concept_code: 'E11.9' },
    { concept_id: 12, concept_code: '44054006' },
    { concept_id: own, concept_code: 'X' },
  ]);
  expect(await query('SELECT ancestor_concept_id AS a FROM cdm.main.concept_ancestor')).toEqual([{ a: own }]);
  expect(manifest.warnings[0]).toMatch(/^2 of 3 codes are in the vocabulary of the folder/);
});

it('codes of Synthea are looked up, in the vocabulary of another dataset of the study too', async () => {
  const other = writeFiles(join(root, 'other'), { 'person.csv': 'person_id\n1\n', ...vocabulary });
  await load({ paths: [other], name: 'first' });
  writeFiles(source(), {
    'patients.csv': 'Id,BIRTHDATE,GENDER\np,1950-01-01,M\n',
    'conditions.csv': 'START,PATIENT,CODE,DESCRIPTION\n2001-01-01,p,44054006,Diabetes\n2001-01-02,p,7,Odd\n',
  });
  const { manifest } = await load();
  expect(await conditions()).toEqual([
    { c: 12, s: 12, code: '44054006' },
    { c: 2_000_000_002, s: 2_000_000_002, code: '7' },
  ]);
  expect(manifest.warnings[0]).toMatch(/^1 of 2 codes are in the vocabulary of another dataset/);
  expect(manifest.tables.find(({ name }) => name === 'concept')?.rows).toBe(3);
});

it('without a vocabulary every code is a concept of its own', async () => {
  await meds();
  const { manifest } = await load();
  const found = await conditions();
  expect(new Set(found.map(({ c }) => c)).size).toBe(3);
  expect(found.every(({ c, s }) => c === s && Number(c) > 2_000_000_000)).toBe(true);
  expect(manifest.warnings[0]).toMatch(/^No vocabulary is at hand/);
});
