import type { CdmTable } from '../../importers/omop/cdm/table.ts';

/** The table and key that a column points to: https://ohdsi.github.io/CommonDataModel/cdm54.html */
const parents: Readonly<Record<string, string>> = {
  person_id: 'person',
  visit_occurrence_id: 'visit_occurrence',
  preceding_visit_occurrence_id: 'visit_occurrence',
  visit_detail_id: 'visit_detail',
  preceding_visit_detail_id: 'visit_detail',
  parent_visit_detail_id: 'visit_detail',
  provider_id: 'provider',
  care_site_id: 'care_site',
  location_id: 'location',
  payer_plan_period_id: 'payer_plan_period',
};

/** The parent table of a column; null where it points nowhere or is its own table's key. */
export function parentOf(table: string, column: string): string | null {
  const parent = parents[column];
  return parent === undefined || (parent === table && column === `${table}_id`) ? null : parent;
}

const domains: Readonly<Record<string, readonly string[]>> = {
  gender_concept_id: ['Gender'],
  race_concept_id: ['Race'],
  ethnicity_concept_id: ['Ethnicity'],
  condition_concept_id: ['Condition'],
  drug_concept_id: ['Drug'],
  procedure_concept_id: ['Procedure'],
  measurement_concept_id: ['Measurement'],
  observation_concept_id: ['Observation'],
  device_concept_id: ['Device'],
  specimen_concept_id: ['Specimen'],
  visit_concept_id: ['Visit'],
  visit_detail_concept_id: ['Visit'],
  unit_concept_id: ['Unit'],
  route_concept_id: ['Route'],
  operator_concept_id: ['Meas Value Operator'],
};

/** The domains a column's concepts may be of; null where any may be. */
export const domainsOf = (column: string): readonly string[] | null =>
  /_type_concept_id$/.test(column) ? ['Type Concept'] : (domains[column] ?? null);

/** Concepts a column of standard ones must not hold: what the source wrote has columns of its own. */
export const isSourceConcept = (column: string): boolean => column.endsWith('_source_concept_id');

const requiredOfPerson = ['gender_concept_id', 'year_of_birth', 'race_concept_id', 'ethnicity_concept_id'];

/** Columns that CDM 5.4 requires, beyond the keys and dates without which a row is rejected at import. */
export function isRequiredColumn({ name }: CdmTable, column: string): boolean {
  if (name === 'person') return requiredOfPerson.includes(column);
  if (name === 'death') return false;
  return (
    column === mainConceptOf(name) ||
    /^(?!metadata).*_type_concept_id$/.test(column) ||
    /_(era|visit)_end_date$|^visit_end_date$/.test(column)
  );
}

/** The column with the concept that a row of the table is about. */
export const mainConceptOf = (table: string): string =>
  `${table.replace(/_(occurrence|exposure|era)$/, '')}_concept_id`;

/** Columns whose concepts a table is about; others are details that many sources lack. */
export const isMainConcept = (table: string, column: string): boolean =>
  column === mainConceptOf(table) ||
  (table === 'person' && column === 'gender_concept_id') ||
  (table === 'measurement' && column === 'unit_concept_id');

/** The end that belongs to a start: `visit_start_date` and `visit_end_date`. */
export const endOf = (column: string): string | null =>
  /(^|_)start_date(time)?$/.test(column) ? column.replace('start_date', 'end_date') : null;

/** The date that a date with a time repeats. */
export const dateOf = (column: string): string | null =>
  column.endsWith('_datetime') && column !== 'birth_datetime' ? column.replace(/time$/, '') : null;

/** Tables that hold only what other tables derive, or nothing of persons: their rows are not checked one by one. */
export const isChecked = (table: CdmTable): boolean =>
  !table.impersonal && !['cohort', 'cohort_definition', 'cost', 'fact_relationship', 'note_nlp'].includes(table.name);

/** The class that the concepts of derived drug tables must have: eras are of ingredients. */
export const classOf = (table: string, column: string): string | null =>
  (table === 'drug_era' || table === 'dose_era') && column === 'drug_concept_id' ? 'Ingredient' : null;

/** Tables of events that should lie in a person's observation: not periods, eras, or a death. */
export const isObserved = ({ name, date }: CdmTable): boolean =>
  date !== undefined && !/_(period|era|history)$|^death$/.test(name);
