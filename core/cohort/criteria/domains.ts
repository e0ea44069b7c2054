import { cohort } from './cohort.ts';
import { conditionEra } from './condition-era.ts';
import { conditionOccurrence } from './condition-occurrence.ts';
import { death } from './death.ts';
import { deviceExposure } from './device-exposure.ts';
import type { Domain, DomainName } from './domain.ts';
import { doseEra } from './dose-era.ts';
import { drugEra } from './drug-era.ts';
import { drugExposure } from './drug-exposure.ts';
import { locationRegion } from './location-region.ts';
import { measurement } from './measurement.ts';
import { observation } from './observation.ts';
import { observationPeriod } from './observation-period.ts';
import { payerPlanPeriod } from './payer-plan-period.ts';
import { procedureOccurrence } from './procedure-occurrence.ts';
import { specimen } from './specimen.ts';
import { visitDetail } from './visit-detail.ts';
import { visitOccurrence } from './visit-occurrence.ts';

/** Every criterion domain of Circe, and Stillroom’s own, by the key it has in a definition. */
export const domains: Readonly<Record<DomainName, Domain>> = {
  Cohort: cohort,
  ConditionEra: conditionEra,
  ConditionOccurrence: conditionOccurrence,
  Death: death,
  DeviceExposure: deviceExposure,
  DoseEra: doseEra,
  DrugEra: drugEra,
  DrugExposure: drugExposure,
  LocationRegion: locationRegion,
  Measurement: measurement,
  Observation: observation,
  ObservationPeriod: observationPeriod,
  PayerPlanPeriod: payerPlanPeriod,
  ProcedureOccurrence: procedureOccurrence,
  Specimen: specimen,
  VisitDetail: visitDetail,
  VisitOccurrence: visitOccurrence,
};
