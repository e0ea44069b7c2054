import { type Attribute, ageAt, column, type Domain, endDate, gender, lengthInDays, startDate } from './domain.ts';

const set = (name: string, label: string, column: string): Attribute => ({ kind: 'conceptSet', name, label, column });

export const payerPlanPeriod: Domain = {
  name: 'PayerPlanPeriod',
  label: 'payer plan period',
  plural: 'payer plan periods',
  table: 'payer_plan_period',
  eventId: 'payer_plan_period_id',
  start: 'payer_plan_period_start_date',
  end: 'payer_plan_period_end_date',
  adjustable: 'full',
  visitId: null,
  concept: null,
  source: null,
  hasFirst: true,
  attributes: [
    { kind: 'period', name: 'UserDefinedPeriod', label: 'the dates to use instead' },
    startDate('PeriodStartDate'),
    endDate('PeriodEndDate'),
    lengthInDays('PeriodLength'),
    ageAt('AgeAtStart', 'age at the start', 'start_date'),
    ageAt('AgeAtEnd', 'age at the end', 'end_date'),
    gender,
    set('PayerConcept', 'payer', 'payer_concept_id'),
    set('PlanConcept', 'plan', 'plan_concept_id'),
    set('SponsorConcept', 'sponsor', 'sponsor_concept_id'),
    set('StopReasonConcept', 'stop reason', 'stop_reason_concept_id'),
    set('PayerSourceConcept', 'payer (source)', 'payer_source_concept_id'),
    set('PlanSourceConcept', 'plan (source)', 'plan_source_concept_id'),
    set('SponsorSourceConcept', 'sponsor (source)', 'sponsor_source_concept_id'),
    set('StopReasonSourceConcept', 'stop reason (source)', 'stop_reason_source_concept_id'),
  ],
  counted: { DOMAIN_CONCEPT: column('payer_concept_id'), VISIT_ID: { sql: 'c.visit_occurrence_id' } },
};
