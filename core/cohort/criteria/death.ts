import { age, concepts, type Domain, dayAfter, gender, oneDay, startDate } from './domain.ts';

export const death: Domain = {
  name: 'Death',
  label: 'death',
  plural: 'deaths',
  table: 'death',
  eventId: 'person_id',
  uniqueEventId: false,
  start: 'death_date',
  end: dayAfter('death_date'),
  adjustable: 'offsetsOnly',
  visitId: null,
  concept: 'cause_concept_id',
  source: { name: 'DeathSourceConcept', column: 'cause_source_concept_id' },
  hasFirst: false,
  attributes: [
    startDate(),
    concepts('DeathType', 'death type', 'death_type_concept_id', 'DeathTypeExclude'),
    age,
    gender,
  ],
  counted: {
    DOMAIN_CONCEPT: { sql: 'COALESCE(c.cause_concept_id, 0)', columns: ['cause_concept_id'] },
    DURATION: oneDay,
    VISIT_ID: { sql: 'c.visit_occurrence_id' },
  },
};
