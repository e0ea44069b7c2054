import type { CdmTable } from './table.ts';

/** Tables derived from the events, and cohorts that came along: https://ohdsi.github.io/CommonDataModel/cdm54.html */
export const drugEra: CdmTable = {
  name: 'drug_era',
  date: 'drug_era_start_date',
  columns: {
    drug_era_id: 'id!',
    person_id: 'id!',
    drug_concept_id: 'id',
    drug_era_start_date: 'date!',
    drug_era_end_date: 'date',
    drug_exposure_count: 'integer',
    gap_days: 'integer',
  },
};

export const doseEra: CdmTable = {
  name: 'dose_era',
  date: 'dose_era_start_date',
  columns: {
    dose_era_id: 'id!',
    person_id: 'id!',
    drug_concept_id: 'id',
    unit_concept_id: 'id',
    dose_value: 'number',
    dose_era_start_date: 'date!',
    dose_era_end_date: 'date',
  },
};

export const conditionEra: CdmTable = {
  name: 'condition_era',
  date: 'condition_era_start_date',
  columns: {
    condition_era_id: 'id!',
    person_id: 'id!',
    condition_concept_id: 'id',
    condition_era_start_date: 'date!',
    condition_era_end_date: 'date',
    condition_occurrence_count: 'integer',
  },
};

export const cohort: CdmTable = {
  name: 'cohort',
  date: 'cohort_start_date',
  columns: {
    cohort_definition_id: 'id!',
    subject_id: 'id!',
    cohort_start_date: 'date!',
    cohort_end_date: 'date',
  },
};

export const cohortDefinition: CdmTable = {
  name: 'cohort_definition',
  impersonal: true,
  columns: {
    cohort_definition_id: 'id!',
    cohort_definition_name: 'text',
    cohort_definition_description: 'text',
    definition_type_concept_id: 'id',
    cohort_definition_syntax: 'text',
    subject_concept_id: 'id',
    cohort_initiation_date: 'date',
  },
};
