import type { CdmTable } from './table.ts';

/** Persons, their observation and their visits: https://ohdsi.github.io/CommonDataModel/cdm54.html */
export const person: CdmTable = {
  name: 'person',
  columns: {
    person_id: 'id!',
    gender_concept_id: 'id',
    year_of_birth: 'integer',
    month_of_birth: 'integer',
    day_of_birth: 'integer',
    birth_datetime: 'datetime',
    race_concept_id: 'id',
    ethnicity_concept_id: 'id',
    location_id: 'id',
    provider_id: 'id',
    care_site_id: 'id',
    person_source_value: 'text',
    gender_source_value: 'text',
    gender_source_concept_id: 'id',
    race_source_value: 'text',
    race_source_concept_id: 'id',
    ethnicity_source_value: 'text',
    ethnicity_source_concept_id: 'id',
  },
};

export const observationPeriod: CdmTable = {
  name: 'observation_period',
  date: 'observation_period_start_date',
  columns: {
    observation_period_id: 'id!',
    person_id: 'id!',
    observation_period_start_date: 'date!',
    observation_period_end_date: 'date!',
    period_type_concept_id: 'id',
  },
};

export const visitOccurrence: CdmTable = {
  name: 'visit_occurrence',
  date: 'visit_start_date',
  columns: {
    visit_occurrence_id: 'id!',
    person_id: 'id!',
    visit_concept_id: 'id',
    visit_start_date: 'date!',
    visit_start_datetime: 'datetime',
    visit_end_date: 'date',
    visit_end_datetime: 'datetime',
    visit_type_concept_id: 'id',
    provider_id: 'id',
    care_site_id: 'id',
    visit_source_value: 'text',
    visit_source_concept_id: 'id',
    admitted_from_concept_id: 'id',
    admitted_from_source_value: 'text',
    discharged_to_concept_id: 'id',
    discharged_to_source_value: 'text',
    preceding_visit_occurrence_id: 'id',
    admitting_source_concept_id: 'id',
    admitting_source_value: 'text',
    discharge_to_concept_id: 'id',
    discharge_to_source_value: 'text',
  },
  renamed: {
    admitted_from_concept_id: 'admitting_source_concept_id',
    admitted_from_source_value: 'admitting_source_value',
    discharged_to_concept_id: 'discharge_to_concept_id',
    discharged_to_source_value: 'discharge_to_source_value',
  },
};

export const visitDetail: CdmTable = {
  name: 'visit_detail',
  date: 'visit_detail_start_date',
  columns: {
    visit_detail_id: 'id!',
    person_id: 'id!',
    visit_detail_concept_id: 'id',
    visit_detail_start_date: 'date!',
    visit_detail_start_datetime: 'datetime',
    visit_detail_end_date: 'date',
    visit_detail_end_datetime: 'datetime',
    visit_detail_type_concept_id: 'id',
    provider_id: 'id',
    care_site_id: 'id',
    visit_detail_source_value: 'text',
    visit_detail_source_concept_id: 'id',
    admitted_from_concept_id: 'id',
    admitted_from_source_value: 'text',
    discharged_to_source_value: 'text',
    discharged_to_concept_id: 'id',
    preceding_visit_detail_id: 'id',
    parent_visit_detail_id: 'id',
    visit_occurrence_id: 'id',
    admitting_source_concept_id: 'id',
    admitting_source_value: 'text',
    discharge_to_concept_id: 'id',
    discharge_to_source_value: 'text',
    visit_detail_parent_id: 'id',
  },
  renamed: {
    admitted_from_concept_id: 'admitting_source_concept_id',
    admitted_from_source_value: 'admitting_source_value',
    discharged_to_concept_id: 'discharge_to_concept_id',
    discharged_to_source_value: 'discharge_to_source_value',
    parent_visit_detail_id: 'visit_detail_parent_id',
  },
};

export const death: CdmTable = {
  name: 'death',
  date: 'death_date',
  columns: {
    person_id: 'id!',
    death_date: 'date!',
    death_datetime: 'datetime',
    death_type_concept_id: 'id',
    cause_concept_id: 'id',
    cause_source_value: 'text',
    cause_source_concept_id: 'id',
  },
};
