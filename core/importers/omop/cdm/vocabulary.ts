import type { CdmTable } from './table.ts';

/** The standardised vocabularies: https://ohdsi.github.io/CommonDataModel/cdm54.html */
export const concept: CdmTable = {
  name: 'concept',
  impersonal: true,
  columns: {
    concept_id: 'id!',
    concept_name: 'text',
    domain_id: 'text',
    vocabulary_id: 'text',
    concept_class_id: 'text',
    standard_concept: 'text',
    concept_code: 'text',
    valid_start_date: 'date',
    valid_end_date: 'date',
    invalid_reason: 'text',
  },
};

export const conceptAncestor: CdmTable = {
  name: 'concept_ancestor',
  impersonal: true,
  columns: {
    ancestor_concept_id: 'id!',
    descendant_concept_id: 'id!',
    min_levels_of_separation: 'integer',
    max_levels_of_separation: 'integer',
  },
};

export const conceptRelationship: CdmTable = {
  name: 'concept_relationship',
  impersonal: true,
  columns: {
    concept_id_1: 'id!',
    concept_id_2: 'id!',
    relationship_id: 'text!',
    valid_start_date: 'date',
    valid_end_date: 'date',
    invalid_reason: 'text',
  },
};

export const conceptSynonym: CdmTable = {
  name: 'concept_synonym',
  impersonal: true,
  columns: { concept_id: 'id!', concept_synonym_name: 'text', language_concept_id: 'id' },
};

export const conceptClass: CdmTable = {
  name: 'concept_class',
  impersonal: true,
  columns: { concept_class_id: 'text!', concept_class_name: 'text', concept_class_concept_id: 'id' },
};

export const domain: CdmTable = {
  name: 'domain',
  impersonal: true,
  columns: { domain_id: 'text!', domain_name: 'text', domain_concept_id: 'id' },
};

export const vocabulary: CdmTable = {
  name: 'vocabulary',
  impersonal: true,
  columns: {
    vocabulary_id: 'text!',
    vocabulary_name: 'text',
    vocabulary_reference: 'text',
    vocabulary_version: 'text',
    vocabulary_concept_id: 'id',
  },
};

export const relationship: CdmTable = {
  name: 'relationship',
  impersonal: true,
  columns: {
    relationship_id: 'text!',
    relationship_name: 'text',
    is_hierarchical: 'text',
    defines_ancestry: 'text',
    reverse_relationship_id: 'text',
    relationship_concept_id: 'id',
  },
};

export const drugStrength: CdmTable = {
  name: 'drug_strength',
  impersonal: true,
  columns: {
    drug_concept_id: 'id!',
    ingredient_concept_id: 'id!',
    amount_value: 'number',
    amount_unit_concept_id: 'id',
    numerator_value: 'number',
    numerator_unit_concept_id: 'id',
    denominator_value: 'number',
    denominator_unit_concept_id: 'id',
    box_size: 'integer',
    valid_start_date: 'date',
    valid_end_date: 'date',
    invalid_reason: 'text',
  },
};

export const sourceToConceptMap: CdmTable = {
  name: 'source_to_concept_map',
  impersonal: true,
  columns: {
    source_code: 'text!',
    source_concept_id: 'id',
    source_vocabulary_id: 'text',
    source_code_description: 'text',
    target_concept_id: 'id',
    target_vocabulary_id: 'text',
    valid_start_date: 'date',
    valid_end_date: 'date',
    invalid_reason: 'text',
  },
};
