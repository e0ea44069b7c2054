import {
  type Attribute,
  ageAt,
  column,
  type Domain,
  days,
  endDate,
  type JoinedTable,
  lengthInDays,
  placeOfServiceLocation,
  startDate,
} from './domain.ts';

const bySet = (name: string, label: string, sql: string, join?: JoinedTable): Attribute => ({
  kind: 'concepts',
  name,
  label,
  column: sql,
  list: false,
  join,
});

export const visitDetail: Domain = {
  name: 'VisitDetail',
  label: 'visit detail',
  plural: 'visit details',
  table: 'visit_detail',
  eventId: 'visit_detail_id',
  start: 'visit_detail_start_date',
  end: 'visit_detail_end_date',
  adjustable: 'full',
  visitId: 'visit_occurrence_id',
  concept: 'visit_detail_concept_id',
  source: { name: 'VisitDetailSourceConcept', column: 'visit_detail_source_concept_id' },
  hasFirst: true,
  attributes: [
    startDate('VisitDetailStartDate'),
    endDate('VisitDetailEndDate'),
    bySet('VisitDetailType', 'visit detail type', 'c.visit_detail_type_concept_id'),
    lengthInDays('VisitDetailLength'),
    // Circe takes the age at a visit detail's end, unlike every other domain.
    ageAt('Age', 'age at the end', 'end_date'),
    bySet('Gender', 'gender', 'p.gender_concept_id', 'person'),
    bySet('ProviderSpecialty', 'provider specialty', 'pr.specialty_concept_id', 'provider'),
    bySet('PlaceOfService', 'place of service', 'cs.place_of_service_concept_id', 'careSite'),
    placeOfServiceLocation,
  ],
  counted: { DOMAIN_CONCEPT: column('visit_detail_concept_id'), DURATION: days },
};
