import type { CdmTable } from './table.ts';

/** Places, carers, payers and costs: https://ohdsi.github.io/CommonDataModel/cdm54.html */
export const location: CdmTable = {
  name: 'location',
  columns: {
    location_id: 'id!',
    address_1: 'text',
    address_2: 'text',
    city: 'text',
    state: 'text',
    zip: 'text',
    county: 'text',
    location_source_value: 'text',
    country_concept_id: 'id',
    country_source_value: 'text',
    latitude: 'number',
    longitude: 'number',
    /** Not of 5.4 itself: Circe's location-region criterion reads it. */
    region_concept_id: 'id',
  },
};

/** Of CDM 6; Circe's location-region criterion reads it. */
export const locationHistory: CdmTable = {
  name: 'location_history',
  date: 'start_date',
  columns: {
    location_history_id: 'id',
    location_id: 'id!',
    relationship_type_concept_id: 'id',
    domain_id: 'text',
    entity_id: 'id!',
    start_date: 'date',
    end_date: 'date',
  },
};

export const careSite: CdmTable = {
  name: 'care_site',
  columns: {
    care_site_id: 'id!',
    care_site_name: 'text',
    place_of_service_concept_id: 'id',
    location_id: 'id',
    care_site_source_value: 'text',
    place_of_service_source_value: 'text',
  },
};

export const provider: CdmTable = {
  name: 'provider',
  columns: {
    provider_id: 'id!',
    provider_name: 'text',
    npi: 'text',
    dea: 'text',
    specialty_concept_id: 'id',
    care_site_id: 'id',
    year_of_birth: 'integer',
    gender_concept_id: 'id',
    provider_source_value: 'text',
    specialty_source_value: 'text',
    specialty_source_concept_id: 'id',
    gender_source_value: 'text',
    gender_source_concept_id: 'id',
  },
};

export const payerPlanPeriod: CdmTable = {
  name: 'payer_plan_period',
  date: 'payer_plan_period_start_date',
  columns: {
    payer_plan_period_id: 'id!',
    person_id: 'id!',
    payer_plan_period_start_date: 'date!',
    payer_plan_period_end_date: 'date',
    payer_concept_id: 'id',
    payer_source_value: 'text',
    payer_source_concept_id: 'id',
    plan_concept_id: 'id',
    plan_source_value: 'text',
    plan_source_concept_id: 'id',
    sponsor_concept_id: 'id',
    sponsor_source_value: 'text',
    sponsor_source_concept_id: 'id',
    family_source_value: 'text',
    stop_reason_concept_id: 'id',
    stop_reason_source_value: 'text',
    stop_reason_source_concept_id: 'id',
  },
};

export const cost: CdmTable = {
  name: 'cost',
  columns: {
    cost_id: 'id!',
    cost_event_id: 'id',
    cost_domain_id: 'text',
    cost_type_concept_id: 'id',
    currency_concept_id: 'id',
    total_charge: 'number',
    total_cost: 'number',
    total_paid: 'number',
    paid_by_payer: 'number',
    paid_by_patient: 'number',
    paid_patient_copay: 'number',
    paid_patient_coinsurance: 'number',
    paid_patient_deductible: 'number',
    paid_by_primary: 'number',
    paid_ingredient_cost: 'number',
    paid_dispensing_fee: 'number',
    payer_plan_period_id: 'id',
    amount_allowed: 'number',
    revenue_code_concept_id: 'id',
    revenue_code_source_value: 'text',
    drg_concept_id: 'id',
    drg_source_value: 'text',
  },
};
