import { literal } from '../../engine/sql-text.ts';

/** Beginnings of codes, in upper case, and the CDM table whose kind of event they name. First that fits wins. */
const beginnings: readonly [table: string, pattern: string][] = [
  ['birth', 'MEDS_BIRTH'],
  ['death', 'MEDS_DEATH'],
  ['gender', '(GENDER|SEX)/'],
  ['race', 'RACE/'],
  ['ethnicity', 'ETHNICITY/'],
  ['visit_occurrence', '(VISIT|HOSPITAL_ADMISSION|ED_REGISTRATION)(/|$)'],
  ['procedure_occurrence', '(PROCEDURE|CPT4?|HCPCS|ICD10PCS|ICD9PROC|OPCS4)/'],
  ['drug_exposure', '(MEDICATION|DRUG|RXNORM|RXNORM EXTENSION|NDC|ATC|CVX|DM\\+D)/'],
  ['condition_occurrence', '(DIAGNOSIS|CONDITION|ICD|ICD9|ICD9CM|ICD10|ICD10CM|ICD10GM|SNOMED|SNOMEDCT_US|PHECODE)/'],
  ['measurement', '(LAB|LOINC|VITAL|VITALS|MEASUREMENT)/'],
];

/** Names that OMOP ETLs write into a column `table`, and the table of the CDM that is meant. */
const named: Readonly<Record<string, string>> = {
  person: 'person',
  visit: 'visit_occurrence',
  visit_occurrence: 'visit_occurrence',
  condition: 'condition_occurrence',
  condition_occurrence: 'condition_occurrence',
  drug: 'drug_exposure',
  drug_exposure: 'drug_exposure',
  procedure: 'procedure_occurrence',
  procedure_occurrence: 'procedure_occurrence',
  measurement: 'measurement',
  observation: 'observation',
  death: 'death',
};

/** SQL: what a code is about by its beginning; NULL where that tells nothing. */
export function kindOfCode(code: string): string {
  const cases = beginnings.map(([table, begins]) => {
    return `WHEN regexp_matches(upper(${code}), ${literal(`^(${begins})`)}) THEN ${literal(table)}`;
  });
  return `CASE ${cases.join(' ')} END`;
}

/** SQL: the table that a source's own column `table` names; NULL where it names none. */
export function kindNamed(column: string): string {
  const cases = Object.entries(named)
    .filter(([, table]) => table !== 'person')
    .map(([name, table]) => `WHEN ${literal(name)} THEN ${literal(table)}`);
  return `CASE lower(${column}) ${cases.join(' ')} END`;
}

/** Names that MEDS ETLs use, where OMOP's own differs by more than letter case. */
const otherNames: Readonly<Record<string, string>> = {
  snomedct_us: 'SNOMED',
  snomedct: 'SNOMED',
  cpt: 'CPT4',
  icd9: 'ICD9CM',
};

/** SQL: OMOP's vocabulary of a code such as `RxNorm/6809`. */
export function vocabularyOfCode(code: string): string {
  const cases = Object.entries(otherNames).map(([name, own]) => `WHEN ${literal(name)} THEN ${literal(own)}`);
  const begin = `split_part(${code}, '/', 1)`;
  return `CASE lower(${begin}) ${cases.join(' ')} ELSE ${begin} END`;
}

/** SQL: what comes after the vocabulary's name. */
export const bareCode = (code: string): string =>
  `CASE WHEN contains(${code}, '/') THEN ltrim(substr(${code}, instr(${code}, '/')), '/') ELSE ${code} END`;
