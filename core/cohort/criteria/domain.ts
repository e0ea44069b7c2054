import type { CountColumn } from '../expression/occurrence.ts';
import type { Dialect, Written } from '../sql/dialect.ts';

export const domainNames = [
  'ConditionEra',
  'ConditionOccurrence',
  'Death',
  'DeviceExposure',
  'DoseEra',
  'DrugEra',
  'DrugExposure',
  'LocationRegion',
  'Measurement',
  'Observation',
  'ObservationPeriod',
  'PayerPlanPeriod',
  'ProcedureOccurrence',
  'Specimen',
  'VisitDetail',
  'VisitOccurrence',
] as const;
/** A stay in another cohort of the study: Stillroom’s own, unknown to Circe. */
export const cohortDomain = 'Cohort';
export type DomainName = (typeof domainNames)[number] | typeof cohortDomain;
/** The keys that a criterion can have. */
export const criterionNames: readonly DomainName[] = [...domainNames, cohortDomain];

/** Tables an attribute may look in besides the domain's own. Aliases: `p`, `v`, `pr`, `cs`. */
export type JoinedTable = 'person' | 'visit' | 'provider' | 'careSite';

/**
 * One attribute of a criterion: how it is read from JSON and what SQL it looks at. SQL speaks of the domain's row as
 * `c` (with `c.start_date` and `c.end_date` after any date adjustment); `columns` are the table's columns it needs.
 */
export type Attribute =
  | { readonly kind: 'date'; readonly name: string; readonly label: string; readonly on: 'start_date' | 'end_date' }
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly label: string;
      readonly sql: Written;
      readonly columns?: readonly string[];
      readonly whole: boolean;
      readonly join?: JoinedTable;
    }
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly column: string }
  | {
      readonly kind: 'concepts';
      readonly name: string;
      readonly label: string;
      readonly column: string;
      /** Circe reads a list of concepts under `name`, unless the domain has only the concept-set form. */
      readonly list: boolean;
      /** The key that turns the list into “none of these”. */
      readonly exclude?: string;
      readonly join?: JoinedTable;
    }
  | {
      readonly kind: 'conceptSet';
      readonly name: string;
      readonly label: string;
      readonly column: string;
      /** The condition, where it is more than “the column is in the set”: of `{concepts}`, in the catalog `{cdm}`. */
      readonly condition?: string;
      /** The tables that the condition reads. */
      readonly reads?: readonly string[];
    }
  | {
      readonly kind: 'flag';
      readonly name: string;
      readonly label: string;
      readonly sql: string;
      readonly columns: readonly string[];
    }
  | { readonly kind: 'period'; readonly name: string; readonly label: string };

/** What a column counted with “distinct” is made of. */
export interface Counted {
  readonly sql: Written;
  readonly columns?: readonly string[];
}

/** Where a criterion's domain lives in the CDM and what can be asked of it. */
export interface Domain {
  readonly name: DomainName;
  /** “condition occurrence”, as a reader would say it. */
  readonly label: string;
  readonly plural: string;
  readonly table: string;
  /** Further tables the events need, for the list of tables a definition reads. */
  readonly alsoReads?: readonly string[];
  /** What to select from, where it is more than the table. `{cdm}` stands for the catalog and schema. */
  readonly from?: string;
  readonly eventId: string;
  /** False where several rows of a person may have one event id. */
  readonly uniqueEventId?: boolean;
  readonly start: string;
  readonly end: Written;
  /** How far `end` may be moved by a date adjustment; death's adjustment ignores StartWith and EndWith. */
  readonly adjustable: 'full' | 'offsetsOnly' | 'ignored';
  readonly visitId: string | null;
  readonly concept: string | null;
  readonly source: { readonly name: string; readonly column: string } | null;
  readonly hasFirst: boolean;
  readonly attributes: readonly Attribute[];
  readonly counted: Partial<Readonly<Record<CountColumn, Counted>>>;
  /** Keys Circe's JSON has for this domain but CDM 5.3 and 5.4 cannot answer, with the reason. */
  readonly unanswerable?: Readonly<Record<string, string>>;
  /** Keys Circe's JSON has for this domain but Circe's own SQL leaves out. */
  readonly unread?: readonly string[];
}

const daysBetween = (dialect: Dialect) => dialect.daysBetween('c.start_date', 'c.end_date');

/** An event of one day ends on the next. */
export const dayAfter = (date: string) => (dialect: Dialect) => dialect.addDays(date, 1);

/** Attributes that several domains share. */
export const ageAt = (name: string, label: string, on: 'start_date' | 'end_date'): Attribute => ({
  kind: 'number',
  name,
  label,
  sql: `YEAR(c.${on}) - p.year_of_birth`,
  whole: true,
  join: 'person',
});

export const age = ageAt('Age', 'age', 'start_date');

export const gender: Attribute = {
  kind: 'concepts',
  name: 'Gender',
  label: 'gender',
  column: 'p.gender_concept_id',
  list: true,
  join: 'person',
};

export const providerSpecialty: Attribute = {
  kind: 'concepts',
  name: 'ProviderSpecialty',
  label: 'provider specialty',
  column: 'pr.specialty_concept_id',
  list: true,
  join: 'provider',
};

export const visitType: Attribute = {
  kind: 'concepts',
  name: 'VisitType',
  label: 'visit',
  column: 'v.visit_concept_id',
  list: true,
  join: 'visit',
};

/** Where the care site lay all through the event, by the history of its locations. */
export const placeOfServiceLocation: Attribute = {
  kind: 'conceptSet',
  name: 'PlaceOfServiceLocation',
  label: 'region of the place of service',
  column: 'care_site_id',
  condition: `EXISTS (
    SELECT 1
    FROM {cdm}.location_history lh
    JOIN {cdm}.location l ON l.location_id = lh.location_id
    WHERE lh.domain_id = 'CARE_SITE' AND lh.entity_id = c.care_site_id
      AND c.start_date >= lh.start_date AND c.end_date <= COALESCE(lh.end_date, DATE '2099-12-31')
      AND l.region_concept_id IN {concepts}
  )`,
  reads: ['location', 'location_history'],
};

export const startDate = (name = 'OccurrenceStartDate'): Attribute => ({
  kind: 'date',
  name,
  label: 'start date',
  on: 'start_date',
});

export const endDate = (name = 'OccurrenceEndDate'): Attribute => ({
  kind: 'date',
  name,
  label: 'end date',
  on: 'end_date',
});

/** Concepts in a column of the domain's own table. */
export const concepts = (name: string, label: string, column: string, exclude?: string): Attribute => ({
  kind: 'concepts',
  name,
  label,
  column: `c.${column}`,
  list: true,
  exclude,
});

/** A whole number in a column of the domain's own table. */
export const whole = (name: string, label: string, column: string): Attribute => ({
  kind: 'number',
  name,
  label,
  sql: `c.${column}`,
  columns: [column],
  whole: true,
});

/** A decimal number in a column of the domain's own table, compared with four decimals. */
export const decimal = (name: string, label: string, column: string): Attribute => ({
  kind: 'number',
  name,
  label,
  sql: `c.${column}`,
  columns: [column],
  whole: false,
});

/** Days between start and end. */
export const lengthInDays = (name: string): Attribute => ({
  kind: 'number',
  name,
  label: 'length in days',
  sql: daysBetween,
  whole: true,
});

export const text = (name: string, label: string, column: string): Attribute => ({ kind: 'text', name, label, column });

export const column = (name: string): Counted => ({ sql: `c.${name}`, columns: [name] });
export const days: Counted = { sql: daysBetween };
export const oneDay: Counted = { sql: '1' };
