import { age, cohortDomain, type Domain, days, endDate, gender, startDate } from './domain.ts';

/** Rows of another cohort, whose definition is compiled into the same statement. */
export const cohort: Domain = {
  name: cohortDomain,
  label: 'stay in the cohort',
  plural: 'stays in the cohort',
  table: 'cohort',
  eventId: 'event_id',
  start: 'cohort_start_date',
  end: 'cohort_end_date',
  adjustable: 'full',
  visitId: null,
  concept: null,
  source: null,
  hasFirst: true,
  attributes: [startDate(), endDate(), age, gender],
  counted: { DURATION: days },
};
