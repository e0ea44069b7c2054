import { ageAt, column, type Domain, days, endDate, gender, lengthInDays, startDate, whole } from './domain.ts';

export const drugEra: Domain = {
  name: 'DrugEra',
  label: 'drug era',
  plural: 'drug eras',
  table: 'drug_era',
  eventId: 'drug_era_id',
  start: 'drug_era_start_date',
  end: 'drug_era_end_date',
  adjustable: 'full',
  visitId: null,
  concept: 'drug_concept_id',
  source: null,
  hasFirst: true,
  attributes: [
    startDate('EraStartDate'),
    endDate('EraEndDate'),
    whole('OccurrenceCount', 'number of exposures', 'drug_exposure_count'),
    whole('GapDays', 'gap days', 'gap_days'),
    lengthInDays('EraLength'),
    ageAt('AgeAtStart', 'age at the start', 'start_date'),
    ageAt('AgeAtEnd', 'age at the end', 'end_date'),
    gender,
  ],
  counted: {
    DOMAIN_CONCEPT: column('drug_concept_id'),
    ERA_OCCURRENCES: column('drug_exposure_count'),
    GAP_DAYS: column('gap_days'),
    DURATION: days,
    VISIT_ID: { sql: 'c.visit_occurrence_id' },
  },
};
