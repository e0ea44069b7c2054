import { ageAt, column, type Domain, days, endDate, gender, lengthInDays, startDate, whole } from './domain.ts';

export const conditionEra: Domain = {
  name: 'ConditionEra',
  label: 'condition era',
  plural: 'condition eras',
  table: 'condition_era',
  eventId: 'condition_era_id',
  start: 'condition_era_start_date',
  end: 'condition_era_end_date',
  adjustable: 'full',
  visitId: null,
  concept: 'condition_concept_id',
  source: null,
  hasFirst: true,
  attributes: [
    startDate('EraStartDate'),
    endDate('EraEndDate'),
    whole('OccurrenceCount', 'number of occurrences', 'condition_occurrence_count'),
    lengthInDays('EraLength'),
    ageAt('AgeAtStart', 'age at the start', 'start_date'),
    ageAt('AgeAtEnd', 'age at the end', 'end_date'),
    gender,
  ],
  counted: {
    DOMAIN_CONCEPT: column('condition_concept_id'),
    ERA_OCCURRENCES: column('condition_occurrence_count'),
    DURATION: days,
  },
};
