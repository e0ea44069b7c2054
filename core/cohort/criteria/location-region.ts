import { column, type Domain } from './domain.ts';

export const locationRegion: Domain = {
  name: 'LocationRegion',
  label: 'stay in a region',
  plural: 'stays in a region',
  table: 'location_history',
  alsoReads: ['location'],
  from: `(
    SELECT lh.entity_id AS person_id, lh.location_history_id, lh.start_date AS stay_start_date,
      COALESCE(lh.end_date, DATE '2099-12-31') AS stay_end_date, l.region_concept_id
    FROM {cdm}.location_history lh
    JOIN {cdm}.location l ON l.location_id = lh.location_id
    WHERE lh.domain_id = 'PERSON'
  ) stays`,
  eventId: 'location_history_id',
  uniqueEventId: false,
  start: 'stay_start_date',
  end: 'stay_end_date',
  adjustable: 'ignored',
  visitId: null,
  concept: 'region_concept_id',
  source: null,
  hasFirst: false,
  attributes: [],
  counted: { DOMAIN_CONCEPT: column('region_concept_id'), VISIT_ID: { sql: 'c.visit_occurrence_id' } },
  unread: ['StartDate', 'EndDate'],
};
