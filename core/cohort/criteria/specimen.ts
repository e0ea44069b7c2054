import { age, column, concepts, type Domain, dayAfter, decimal, gender, oneDay, startDate, text } from './domain.ts';

export const specimen: Domain = {
  name: 'Specimen',
  label: 'specimen',
  plural: 'specimens',
  table: 'specimen',
  eventId: 'specimen_id',
  start: 'specimen_date',
  end: dayAfter('specimen_date'),
  adjustable: 'ignored',
  visitId: null,
  concept: 'specimen_concept_id',
  source: null,
  hasFirst: true,
  attributes: [
    startDate(),
    concepts('SpecimenType', 'specimen type', 'specimen_type_concept_id', 'SpecimenTypeExclude'),
    decimal('Quantity', 'quantity', 'quantity'),
    concepts('Unit', 'unit', 'unit_concept_id'),
    concepts('AnatomicSite', 'anatomic site', 'anatomic_site_concept_id'),
    concepts('DiseaseStatus', 'disease status', 'disease_status_concept_id'),
    text('SourceId', 'source id', 'specimen_source_id'),
    age,
    gender,
  ],
  counted: {
    // Circe's own SQL has no unit to count here; this is what it would mean.
    UNIT: column('unit_concept_id'),
    DOMAIN_CONCEPT: column('specimen_concept_id'),
    DURATION: oneDay,
    VISIT_ID: { sql: 'c.visit_occurrence_id' },
  },
  unread: ['SpecimenSourceConcept'],
};
