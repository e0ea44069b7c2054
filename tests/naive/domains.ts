import {
  type Attribute,
  abnormal,
  ageAtEnd,
  ageAtStart,
  concepts,
  decimal,
  inSet,
  lengthInDays,
  onEnd,
  onStart,
  placeOfServiceLocation,
  ratioTo,
  selected,
  text,
  whole,
} from './attributes.ts';

/** What Circe knows of a domain: where its events are, and what can be asked of them. */
export interface Domain {
  readonly table: string;
  readonly id: string;
  readonly start: string;
  /** The column of the end, or the number of days after the start where there is none. */
  readonly end: string | 1;
  /** What a missing end is replaced by, in this order: a column of days after the start, or so many days. */
  readonly endOtherwise?: readonly (string | 1)[];
  readonly concept?: string;
  readonly source?: { readonly key: string; readonly column: string };
  readonly hasVisit?: boolean;
  /** Whether a date adjustment may start from either date, only from its own, or is left out. */
  readonly adjusted: 'from either date' | 'by days only' | 'not at all';
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Columns that “distinct” may count, besides the dates and the visit. */
  readonly counted: Readonly<Record<string, Counted>>;
}

/** A column of the table, the days that an event lasts, or always one. */
export type Counted = { readonly column: string; readonly otherwise?: number } | 'days' | 'one';

const column = (name: string): Counted => ({ column: name });

const gender = concepts('Gender', 'gender_concept_id', { other: 'person' });
const ofAnEvent = {
  Age: ageAtStart,
  ...gender,
  ...concepts('ProviderSpecialty', 'specialty_concept_id', { other: 'provider' }),
  ...concepts('VisitType', 'visit_concept_id', { other: 'visit' }),
};
const ofAnEra = {
  EraStartDate: onStart,
  EraEndDate: onEnd,
  EraLength: lengthInDays,
  AgeAtStart: ageAtStart,
  AgeAtEnd: ageAtEnd,
  ...gender,
};
const ofAPeriod = {
  PeriodStartDate: onStart,
  PeriodEndDate: onEnd,
  PeriodLength: lengthInDays,
  AgeAtStart: ageAtStart,
  AgeAtEnd: ageAtEnd,
};

/** Columns of a table that is named after the domain: `<stem>_concept_id` and so on. */
const named = (table: string, stem: string, source: string) => ({
  table,
  id: `${table}_id`,
  concept: `${stem}_concept_id`,
  source: { key: source, column: `${stem}_source_concept_id` },
  hasVisit: true,
  adjusted: 'from either date' as const,
});

const era = (table: string, concept: string) => ({
  table,
  id: `${table}_id`,
  start: `${table}_start_date`,
  end: `${table}_end_date`,
  concept,
  adjusted: 'from either date' as const,
});

export const domains: Readonly<Record<string, Domain>> = {
  ConditionEra: {
    ...era('condition_era', 'condition_concept_id'),
    attributes: { ...ofAnEra, OccurrenceCount: whole('condition_occurrence_count') },
    counted: {
      DOMAIN_CONCEPT: column('condition_concept_id'),
      ERA_OCCURRENCES: column('condition_occurrence_count'),
      DURATION: 'days',
    },
  },
  ConditionOccurrence: {
    ...named('condition_occurrence', 'condition', 'ConditionSourceConcept'),
    start: 'condition_start_date',
    end: 'condition_end_date',
    endOtherwise: [1],
    attributes: {
      ...ofAnEvent,
      OccurrenceStartDate: onStart,
      OccurrenceEndDate: onEnd,
      StopReason: text('stop_reason'),
      ...concepts('ConditionType', 'condition_type_concept_id', { exclude: 'ConditionTypeExclude' }),
      ...concepts('ConditionStatus', 'condition_status_concept_id'),
    },
    counted: { DOMAIN_CONCEPT: column('condition_concept_id'), DURATION: 'days' },
  },
  Death: {
    table: 'death',
    id: 'person_id',
    start: 'death_date',
    end: 1,
    concept: 'cause_concept_id',
    source: { key: 'DeathSourceConcept', column: 'cause_source_concept_id' },
    adjusted: 'by days only',
    attributes: {
      Age: ageAtStart,
      ...gender,
      OccurrenceStartDate: onStart,
      ...concepts('DeathType', 'death_type_concept_id', { exclude: 'DeathTypeExclude' }),
    },
    counted: { DOMAIN_CONCEPT: { column: 'cause_concept_id', otherwise: 0 }, DURATION: 'one' },
  },
  DeviceExposure: {
    ...named('device_exposure', 'device', 'DeviceSourceConcept'),
    start: 'device_exposure_start_date',
    end: 'device_exposure_end_date',
    endOtherwise: [1],
    attributes: {
      ...ofAnEvent,
      OccurrenceStartDate: onStart,
      OccurrenceEndDate: onEnd,
      UniqueDeviceId: text('unique_device_id'),
      Quantity: whole('quantity'),
      ...concepts('DeviceType', 'device_type_concept_id', { exclude: 'DeviceTypeExclude' }),
    },
    counted: { DOMAIN_CONCEPT: column('device_concept_id'), QUANTITY: column('quantity'), DURATION: 'days' },
  },
  DoseEra: {
    ...era('dose_era', 'drug_concept_id'),
    attributes: { ...ofAnEra, DoseValue: decimal('dose_value'), ...concepts('Unit', 'unit_concept_id') },
    counted: {
      DOMAIN_CONCEPT: column('drug_concept_id'),
      UNIT: column('unit_concept_id'),
      VALUE_AS_NUMBER: column('dose_value'),
      DURATION: 'days',
    },
  },
  DrugEra: {
    ...era('drug_era', 'drug_concept_id'),
    attributes: { ...ofAnEra, OccurrenceCount: whole('drug_exposure_count'), GapDays: whole('gap_days') },
    counted: {
      DOMAIN_CONCEPT: column('drug_concept_id'),
      ERA_OCCURRENCES: column('drug_exposure_count'),
      GAP_DAYS: column('gap_days'),
      DURATION: 'days',
    },
  },
  DrugExposure: {
    ...named('drug_exposure', 'drug', 'DrugSourceConcept'),
    start: 'drug_exposure_start_date',
    end: 'drug_exposure_end_date',
    endOtherwise: ['days_supply', 1],
    attributes: {
      ...ofAnEvent,
      OccurrenceStartDate: onStart,
      // Circe filters an exposure's start by what it calls its end date.
      OccurrenceEndDate: onStart,
      StopReason: text('stop_reason'),
      LotNumber: text('lot_number'),
      Refills: whole('refills'),
      Quantity: decimal('quantity'),
      DaysSupply: whole('days_supply'),
      ...concepts('DrugType', 'drug_type_concept_id', { exclude: 'DrugTypeExclude' }),
      ...concepts('RouteConcept', 'route_concept_id'),
    },
    counted: {
      DOMAIN_CONCEPT: column('drug_concept_id'),
      DAYS_SUPPLY: column('days_supply'),
      QUANTITY: column('quantity'),
      REFILLS: column('refills'),
      DURATION: 'days',
    },
  },
  LocationRegion: {
    table: 'location_history',
    id: 'location_history_id',
    start: 'start_date',
    end: 'end_date',
    concept: 'region_concept_id',
    adjusted: 'not at all',
    attributes: {},
    counted: { DOMAIN_CONCEPT: column('region_concept_id') },
  },
  Measurement: {
    ...named('measurement', 'measurement', 'MeasurementSourceConcept'),
    start: 'measurement_date',
    end: 1,
    attributes: {
      ...ofAnEvent,
      OccurrenceStartDate: onStart,
      ValueAsNumber: decimal('value_as_number'),
      RangeLow: decimal('range_low'),
      RangeHigh: decimal('range_high'),
      RangeLowRatio: ratioTo('range_low'),
      RangeHighRatio: ratioTo('range_high'),
      Abnormal: abnormal,
      ...concepts('MeasurementType', 'measurement_type_concept_id', { exclude: 'MeasurementTypeExclude' }),
      ...concepts('Operator', 'operator_concept_id'),
      ...concepts('ValueAsConcept', 'value_as_concept_id'),
      ...concepts('Unit', 'unit_concept_id'),
    },
    counted: {
      DOMAIN_CONCEPT: column('measurement_concept_id'),
      VALUE_AS_NUMBER: column('value_as_number'),
      RANGE_LOW: column('range_low'),
      RANGE_HIGH: column('range_high'),
      UNIT: column('unit_concept_id'),
      DURATION: 'one',
    },
  },
  Observation: {
    ...named('observation', 'observation', 'ObservationSourceConcept'),
    start: 'observation_date',
    end: 1,
    attributes: {
      ...ofAnEvent,
      OccurrenceStartDate: onStart,
      ValueAsNumber: decimal('value_as_number'),
      ValueAsString: text('value_as_string'),
      ...concepts('ObservationType', 'observation_type_concept_id', { exclude: 'ObservationTypeExclude' }),
      ...concepts('ValueAsConcept', 'value_as_concept_id'),
      ...concepts('Qualifier', 'qualifier_concept_id'),
      ...concepts('Unit', 'unit_concept_id'),
    },
    counted: {
      DOMAIN_CONCEPT: column('observation_concept_id'),
      VALUE_AS_NUMBER: column('value_as_number'),
      UNIT: column('unit_concept_id'),
      DURATION: 'one',
    },
  },
  ObservationPeriod: {
    table: 'observation_period',
    id: 'observation_period_id',
    start: 'observation_period_start_date',
    end: 'observation_period_end_date',
    adjusted: 'from either date',
    attributes: { ...ofAPeriod, ...concepts('PeriodType', 'period_type_concept_id') },
    counted: { DOMAIN_CONCEPT: column('period_type_concept_id'), DURATION: 'days' },
  },
  PayerPlanPeriod: {
    table: 'payer_plan_period',
    id: 'payer_plan_period_id',
    start: 'payer_plan_period_start_date',
    end: 'payer_plan_period_end_date',
    adjusted: 'from either date',
    attributes: {
      ...ofAPeriod,
      ...gender,
      PayerConcept: inSet('payer_concept_id'),
      PlanConcept: inSet('plan_concept_id'),
      SponsorConcept: inSet('sponsor_concept_id'),
      StopReasonConcept: inSet('stop_reason_concept_id'),
      PayerSourceConcept: inSet('payer_source_concept_id'),
      PlanSourceConcept: inSet('plan_source_concept_id'),
      SponsorSourceConcept: inSet('sponsor_source_concept_id'),
      StopReasonSourceConcept: inSet('stop_reason_source_concept_id'),
    },
    counted: { DOMAIN_CONCEPT: column('payer_concept_id') },
  },
  ProcedureOccurrence: {
    ...named('procedure_occurrence', 'procedure', 'ProcedureSourceConcept'),
    start: 'procedure_date',
    end: 1,
    attributes: {
      ...ofAnEvent,
      OccurrenceStartDate: onStart,
      Quantity: whole('quantity'),
      ...concepts('ProcedureType', 'procedure_type_concept_id', { exclude: 'ProcedureTypeExclude' }),
      ...concepts('Modifier', 'modifier_concept_id'),
    },
    counted: { DOMAIN_CONCEPT: column('procedure_concept_id'), QUANTITY: column('quantity'), DURATION: 'one' },
  },
  Specimen: {
    table: 'specimen',
    id: 'specimen_id',
    start: 'specimen_date',
    end: 1,
    concept: 'specimen_concept_id',
    adjusted: 'not at all',
    attributes: {
      Age: ageAtStart,
      ...gender,
      OccurrenceStartDate: onStart,
      Quantity: decimal('quantity'),
      SourceId: text('specimen_source_id'),
      ...concepts('SpecimenType', 'specimen_type_concept_id', { exclude: 'SpecimenTypeExclude' }),
      ...concepts('Unit', 'unit_concept_id'),
      ...concepts('AnatomicSite', 'anatomic_site_concept_id'),
      ...concepts('DiseaseStatus', 'disease_status_concept_id'),
    },
    counted: { DOMAIN_CONCEPT: column('specimen_concept_id'), UNIT: column('unit_concept_id'), DURATION: 'one' },
  },
  VisitDetail: {
    ...named('visit_detail', 'visit_detail', 'VisitDetailSourceConcept'),
    start: 'visit_detail_start_date',
    end: 'visit_detail_end_date',
    attributes: {
      VisitDetailStartDate: onStart,
      VisitDetailEndDate: onEnd,
      VisitDetailTypeCS: selected('visit_detail_type_concept_id'),
      VisitDetailLength: lengthInDays,
      Age: ageAtEnd,
      GenderCS: selected('gender_concept_id', 'person'),
      ProviderSpecialtyCS: selected('specialty_concept_id', 'provider'),
      PlaceOfServiceCS: selected('place_of_service_concept_id', 'careSite'),
      PlaceOfServiceLocation: placeOfServiceLocation,
    },
    counted: { DOMAIN_CONCEPT: column('visit_detail_concept_id'), DURATION: 'days' },
  },
  VisitOccurrence: {
    ...named('visit_occurrence', 'visit', 'VisitSourceConcept'),
    start: 'visit_start_date',
    end: 'visit_end_date',
    attributes: {
      OccurrenceStartDate: onStart,
      OccurrenceEndDate: onEnd,
      VisitLength: lengthInDays,
      Age: ageAtStart,
      ...gender,
      ...concepts('ProviderSpecialty', 'specialty_concept_id', { other: 'provider' }),
      ...concepts('PlaceOfService', 'place_of_service_concept_id', { other: 'careSite' }),
      PlaceOfServiceLocation: placeOfServiceLocation,
      // The type of the visit's record, not the concept of the visit.
      ...concepts('VisitType', 'visit_type_concept_id', { exclude: 'VisitTypeExclude' }),
    },
    counted: { DOMAIN_CONCEPT: column('visit_concept_id'), DURATION: 'days' },
  },
};

/** Rows of another cohort of the study, which Circe has not got. */
const stayInCohort: Domain = {
  table: 'cohort',
  id: 'event_id',
  start: 'cohort_start_date',
  end: 'cohort_end_date',
  adjusted: 'from either date',
  attributes: { OccurrenceStartDate: onStart, OccurrenceEndDate: onEnd, Age: ageAtStart, ...gender },
  counted: { DURATION: 'days' },
};

/** The domain that a criterion names. */
export function domainOf(name: string): Domain {
  return name === 'Cohort' ? stayInCohort : domains[name]!;
}
