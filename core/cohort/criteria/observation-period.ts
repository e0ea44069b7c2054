import { ageAt, column, concepts, type Domain, endDate, lengthInDays, startDate } from './domain.ts';

export const observationPeriod: Domain = {
  name: 'ObservationPeriod',
  label: 'observation period',
  plural: 'observation periods',
  table: 'observation_period',
  eventId: 'observation_period_id',
  start: 'observation_period_start_date',
  end: 'observation_period_end_date',
  adjustable: 'full',
  visitId: null,
  concept: null,
  source: null,
  hasFirst: true,
  attributes: [
    { kind: 'period', name: 'UserDefinedPeriod', label: 'the dates to use instead' },
    startDate('PeriodStartDate'),
    endDate('PeriodEndDate'),
    concepts('PeriodType', 'period type', 'period_type_concept_id'),
    lengthInDays('PeriodLength'),
    ageAt('AgeAtStart', 'age at the start', 'start_date'),
    ageAt('AgeAtEnd', 'age at the end', 'end_date'),
  ],
  counted: {
    DOMAIN_CONCEPT: column('period_type_concept_id'),
    DURATION: { sql: (dialect) => dialect.daysBetween('{start}', '{end}') },
    VISIT_ID: { sql: 'c.visit_occurrence_id' },
  },
};
