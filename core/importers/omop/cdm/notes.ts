import type { CdmTable } from './table.ts';

/** Notes, links between facts, and episodes: https://ohdsi.github.io/CommonDataModel/cdm54.html */
export const note: CdmTable = {
  name: 'note',
  date: 'note_date',
  columns: {
    note_id: 'id!',
    person_id: 'id!',
    note_date: 'date!',
    note_datetime: 'datetime',
    note_type_concept_id: 'id',
    note_class_concept_id: 'id',
    note_title: 'text',
    note_text: 'text',
    encoding_concept_id: 'id',
    language_concept_id: 'id',
    provider_id: 'id',
    visit_occurrence_id: 'id',
    visit_detail_id: 'id',
    note_source_value: 'text',
    note_event_id: 'id',
    note_event_field_concept_id: 'id',
  },
};

export const noteNlp: CdmTable = {
  name: 'note_nlp',
  date: 'nlp_date',
  columns: {
    note_nlp_id: 'id!',
    note_id: 'id!',
    section_concept_id: 'id',
    snippet: 'text',
    offset: 'text',
    lexical_variant: 'text',
    note_nlp_concept_id: 'id',
    note_nlp_source_concept_id: 'id',
    nlp_system: 'text',
    nlp_date: 'date',
    nlp_datetime: 'datetime',
    term_exists: 'text',
    term_temporal: 'text',
    term_modifiers: 'text',
  },
};

export const factRelationship: CdmTable = {
  name: 'fact_relationship',
  columns: {
    domain_concept_id_1: 'id',
    fact_id_1: 'id!',
    domain_concept_id_2: 'id',
    fact_id_2: 'id!',
    relationship_concept_id: 'id',
  },
};

export const episode: CdmTable = {
  name: 'episode',
  date: 'episode_start_date',
  columns: {
    episode_id: 'id!',
    person_id: 'id!',
    episode_concept_id: 'id',
    episode_start_date: 'date!',
    episode_start_datetime: 'datetime',
    episode_end_date: 'date',
    episode_end_datetime: 'datetime',
    episode_parent_id: 'id',
    episode_number: 'integer',
    episode_object_concept_id: 'id',
    episode_type_concept_id: 'id',
    episode_source_value: 'text',
    episode_source_concept_id: 'id',
  },
};

export const episodeEvent: CdmTable = {
  name: 'episode_event',
  columns: { episode_id: 'id!', event_id: 'id!', episode_event_field_concept_id: 'id' },
};
