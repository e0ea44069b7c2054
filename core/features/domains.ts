import type { FeatureDomain } from '../../contract/features.ts';

/** Where a domain's events stand in the CDM. */
export interface DomainTable {
  readonly table: string;
  readonly concept: string;
  readonly start: string;
  readonly end: string | null;
  readonly id: string;
  readonly word: string;
}

export const domainTables: Readonly<Record<FeatureDomain, DomainTable>> = {
  condition: {
    table: 'condition_occurrence',
    concept: 'condition_concept_id',
    start: 'condition_start_date',
    end: null,
    id: 'condition_occurrence_id',
    word: 'condition',
  },
  drug: {
    table: 'drug_exposure',
    concept: 'drug_concept_id',
    start: 'drug_exposure_start_date',
    end: null,
    id: 'drug_exposure_id',
    word: 'drug',
  },
  procedure: {
    table: 'procedure_occurrence',
    concept: 'procedure_concept_id',
    start: 'procedure_date',
    end: null,
    id: 'procedure_occurrence_id',
    word: 'procedure',
  },
  measurement: {
    table: 'measurement',
    concept: 'measurement_concept_id',
    start: 'measurement_date',
    end: null,
    id: 'measurement_id',
    word: 'measurement',
  },
  observation: {
    table: 'observation',
    concept: 'observation_concept_id',
    start: 'observation_date',
    end: null,
    id: 'observation_id',
    word: 'observation',
  },
  visit: {
    table: 'visit_occurrence',
    concept: 'visit_concept_id',
    start: 'visit_start_date',
    end: 'visit_end_date',
    id: 'visit_occurrence_id',
    word: 'visit',
  },
};

export const domainNames = Object.keys(domainTables) as FeatureDomain[];

/** OMOP's standard visit concepts; 262 is an emergency visit that became a stay. */
export const visitConcepts = { outpatient: [9202], inpatient: [9201, 262], emergency: [9203, 262] } as const;
