import type { Dialect } from '../sql/dialect.ts';
import {
  age,
  column,
  concepts,
  type Domain,
  days,
  decimal,
  gender,
  providerSpecialty,
  startDate,
  text,
  visitType,
  whole,
} from './domain.ts';

/** Without an end date an exposure lasts its days of supply; without these, one day. */
export function drugExposureEnd(dialect: Dialect): string {
  const start = 'drug_exposure_start_date';
  const ends = [dialect.addColumnDays(start, 'days_supply'), dialect.addDays(start, 1)];
  return `COALESCE(drug_exposure_end_date, ${ends.join(', ')})`;
}

export const drugExposure: Domain = {
  name: 'DrugExposure',
  label: 'drug exposure',
  plural: 'drug exposures',
  table: 'drug_exposure',
  eventId: 'drug_exposure_id',
  start: 'drug_exposure_start_date',
  end: drugExposureEnd,
  adjustable: 'full',
  visitId: 'visit_occurrence_id',
  concept: 'drug_concept_id',
  source: { name: 'DrugSourceConcept', column: 'drug_source_concept_id' },
  hasFirst: true,
  attributes: [
    startDate(),
    // Circe filters an exposure's start by what it calls its end date.
    { kind: 'date', name: 'OccurrenceEndDate', label: 'end date (Circe looks at the start)', on: 'start_date' },
    concepts('DrugType', 'drug type', 'drug_type_concept_id', 'DrugTypeExclude'),
    text('StopReason', 'stop reason', 'stop_reason'),
    whole('Refills', 'refills', 'refills'),
    decimal('Quantity', 'quantity', 'quantity'),
    whole('DaysSupply', 'days of supply', 'days_supply'),
    concepts('RouteConcept', 'route', 'route_concept_id'),
    text('LotNumber', 'lot number', 'lot_number'),
    age,
    gender,
    providerSpecialty,
    visitType,
  ],
  counted: {
    DOMAIN_CONCEPT: column('drug_concept_id'),
    DAYS_SUPPLY: column('days_supply'),
    QUANTITY: column('quantity'),
    REFILLS: column('refills'),
    DURATION: days,
  },
  unanswerable: {
    EffectiveDrugDose: 'CDM 5.3 and 5.4 have no effective_drug_dose in drug_exposure',
    DoseUnit: 'CDM 5.3 and 5.4 have no dose_unit_concept_id in drug_exposure',
    DoseUnitCS: 'CDM 5.3 and 5.4 have no dose_unit_concept_id in drug_exposure',
  },
};
