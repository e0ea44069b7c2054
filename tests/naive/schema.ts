/**
 * What a column holds: `start` is always there, `end` nearly always, `open end` often not; `concept`, numbers and text
 * may be missing. Ids and persons are given, not drawn.
 */
export type ColumnKind =
  | 'id'
  | 'person'
  | 'start'
  | 'end'
  | 'open end'
  | 'concept'
  | 'value concept'
  | 'visit'
  | 'provider'
  | 'care site'
  | 'location'
  | 'whole'
  | 'decimal'
  | 'text';

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  id: 'BIGINT',
  person: 'BIGINT',
  start: 'DATE',
  end: 'DATE',
  'open end': 'DATE',
  concept: 'BIGINT',
  'value concept': 'BIGINT',
  visit: 'BIGINT',
  provider: 'BIGINT',
  'care site': 'BIGINT',
  location: 'BIGINT',
  whole: 'INTEGER',
  decimal: 'DOUBLE',
  text: 'VARCHAR',
};

type Columns = Readonly<Record<string, ColumnKind>>;

const record = { visit_occurrence_id: 'visit', provider_id: 'provider' } as const;

/** Tables with a person's events, and the columns that Circe reads. */
export const eventTables: Readonly<Record<string, Columns>> = {
  condition_era: {
    condition_era_id: 'id',
    person_id: 'person',
    condition_concept_id: 'concept',
    condition_era_start_date: 'start',
    condition_era_end_date: 'end',
    condition_occurrence_count: 'whole',
  },
  condition_occurrence: {
    condition_occurrence_id: 'id',
    person_id: 'person',
    condition_concept_id: 'concept',
    condition_start_date: 'start',
    condition_end_date: 'open end',
    condition_type_concept_id: 'concept',
    condition_status_concept_id: 'concept',
    condition_source_concept_id: 'concept',
    stop_reason: 'text',
    ...record,
  },
  death: {
    person_id: 'person',
    death_date: 'start',
    death_type_concept_id: 'concept',
    cause_concept_id: 'concept',
    cause_source_concept_id: 'concept',
  },
  device_exposure: {
    device_exposure_id: 'id',
    person_id: 'person',
    device_concept_id: 'concept',
    device_exposure_start_date: 'start',
    device_exposure_end_date: 'open end',
    device_type_concept_id: 'concept',
    device_source_concept_id: 'concept',
    unique_device_id: 'text',
    quantity: 'whole',
    ...record,
  },
  dose_era: {
    dose_era_id: 'id',
    person_id: 'person',
    drug_concept_id: 'concept',
    unit_concept_id: 'concept',
    dose_value: 'decimal',
    dose_era_start_date: 'start',
    dose_era_end_date: 'end',
  },
  drug_era: {
    drug_era_id: 'id',
    person_id: 'person',
    drug_concept_id: 'concept',
    drug_era_start_date: 'start',
    drug_era_end_date: 'end',
    drug_exposure_count: 'whole',
    gap_days: 'whole',
  },
  drug_exposure: {
    drug_exposure_id: 'id',
    person_id: 'person',
    drug_concept_id: 'concept',
    drug_exposure_start_date: 'start',
    drug_exposure_end_date: 'open end',
    drug_type_concept_id: 'concept',
    drug_source_concept_id: 'concept',
    route_concept_id: 'concept',
    stop_reason: 'text',
    lot_number: 'text',
    refills: 'whole',
    quantity: 'decimal',
    days_supply: 'whole',
    ...record,
  },
  measurement: {
    measurement_id: 'id',
    person_id: 'person',
    measurement_concept_id: 'concept',
    measurement_date: 'start',
    measurement_type_concept_id: 'concept',
    measurement_source_concept_id: 'concept',
    operator_concept_id: 'concept',
    value_as_number: 'decimal',
    value_as_concept_id: 'value concept',
    unit_concept_id: 'concept',
    range_low: 'decimal',
    range_high: 'decimal',
    ...record,
  },
  observation: {
    observation_id: 'id',
    person_id: 'person',
    observation_concept_id: 'concept',
    observation_date: 'start',
    observation_type_concept_id: 'concept',
    observation_source_concept_id: 'concept',
    value_as_number: 'decimal',
    value_as_string: 'text',
    value_as_concept_id: 'concept',
    qualifier_concept_id: 'concept',
    unit_concept_id: 'concept',
    ...record,
  },
  payer_plan_period: {
    payer_plan_period_id: 'id',
    person_id: 'person',
    payer_plan_period_start_date: 'start',
    payer_plan_period_end_date: 'end',
    payer_concept_id: 'concept',
    plan_concept_id: 'concept',
    sponsor_concept_id: 'concept',
    stop_reason_concept_id: 'concept',
    payer_source_concept_id: 'concept',
    plan_source_concept_id: 'concept',
    sponsor_source_concept_id: 'concept',
    stop_reason_source_concept_id: 'concept',
  },
  procedure_occurrence: {
    procedure_occurrence_id: 'id',
    person_id: 'person',
    procedure_concept_id: 'concept',
    procedure_date: 'start',
    procedure_type_concept_id: 'concept',
    procedure_source_concept_id: 'concept',
    modifier_concept_id: 'concept',
    quantity: 'whole',
    ...record,
  },
  specimen: {
    specimen_id: 'id',
    person_id: 'person',
    specimen_concept_id: 'concept',
    specimen_date: 'start',
    specimen_type_concept_id: 'concept',
    quantity: 'decimal',
    unit_concept_id: 'concept',
    anatomic_site_concept_id: 'concept',
    disease_status_concept_id: 'concept',
    specimen_source_id: 'text',
  },
  visit_detail: {
    visit_detail_id: 'id',
    person_id: 'person',
    visit_detail_concept_id: 'concept',
    visit_detail_start_date: 'start',
    visit_detail_end_date: 'end',
    visit_detail_type_concept_id: 'concept',
    visit_detail_source_concept_id: 'concept',
    care_site_id: 'care site',
    ...record,
  },
  visit_occurrence: {
    visit_occurrence_id: 'id',
    person_id: 'person',
    visit_concept_id: 'concept',
    visit_start_date: 'start',
    visit_end_date: 'end',
    visit_type_concept_id: 'concept',
    visit_source_concept_id: 'concept',
    provider_id: 'provider',
    care_site_id: 'care site',
  },
};

const otherTables: Readonly<Record<string, Columns>> = {
  person: {
    person_id: 'person',
    year_of_birth: 'whole',
    gender_concept_id: 'concept',
    race_concept_id: 'concept',
    ethnicity_concept_id: 'concept',
  },
  observation_period: {
    observation_period_id: 'id',
    person_id: 'person',
    observation_period_start_date: 'start',
    observation_period_end_date: 'end',
    period_type_concept_id: 'concept',
  },
  location_history: {
    location_history_id: 'id',
    entity_id: 'person',
    domain_id: 'text',
    location_id: 'location',
    start_date: 'start',
    end_date: 'open end',
  },
  location: { location_id: 'id', region_concept_id: 'concept' },
  provider: { provider_id: 'id', specialty_concept_id: 'concept' },
  care_site: { care_site_id: 'id', place_of_service_concept_id: 'concept' },
  concept: { concept_id: 'id', invalid_reason: 'text' },
  concept_ancestor: { ancestor_concept_id: 'concept', descendant_concept_id: 'concept' },
  concept_relationship: {
    concept_id_1: 'concept',
    concept_id_2: 'concept',
    relationship_id: 'text',
    invalid_reason: 'text',
  },
};

export const tables: Readonly<Record<string, Columns>> = { ...eventTables, ...otherTables };

export const sqlType = (kind: ColumnKind) => sqlTypes[kind];
