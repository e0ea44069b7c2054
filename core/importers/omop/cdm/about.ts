import type { CdmTable } from './table.ts';

/** What a database says of itself: https://ohdsi.github.io/CommonDataModel/cdm54.html */
export const cdmSource: CdmTable = {
  name: 'cdm_source',
  impersonal: true,
  columns: {
    cdm_source_name: 'text',
    cdm_source_abbreviation: 'text',
    cdm_holder: 'text',
    source_description: 'text',
    source_documentation_reference: 'text',
    cdm_etl_reference: 'text',
    source_release_date: 'date',
    cdm_release_date: 'date',
    cdm_version: 'text',
    cdm_version_concept_id: 'id',
    vocabulary_version: 'text',
  },
};

export const metadata: CdmTable = {
  name: 'metadata',
  impersonal: true,
  columns: {
    metadata_id: 'id',
    metadata_concept_id: 'id',
    metadata_type_concept_id: 'id',
    name: 'text',
    value_as_string: 'text',
    value_as_concept_id: 'id',
    value_as_number: 'number',
    metadata_date: 'date',
    metadata_datetime: 'datetime',
  },
};

/** Of 5.3 only. */
export const attributeDefinition: CdmTable = {
  name: 'attribute_definition',
  impersonal: true,
  columns: {
    attribute_definition_id: 'id!',
    attribute_name: 'text',
    attribute_description: 'text',
    attribute_type_concept_id: 'id',
    attribute_syntax: 'text',
  },
};
