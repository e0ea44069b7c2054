import type { DomainName } from '../criteria/domain.ts';

/** The domains as menus offer them: what cohorts are mostly made of comes first. */
export const offeredDomains: readonly DomainName[] = [
  'ConditionOccurrence',
  'DrugExposure',
  'ProcedureOccurrence',
  'Measurement',
  'Observation',
  'VisitOccurrence',
  'Death',
  'ConditionEra',
  'DrugEra',
  'DoseEra',
  'DeviceExposure',
  'Specimen',
  'VisitDetail',
  'ObservationPeriod',
  'PayerPlanPeriod',
  'LocationRegion',
];
