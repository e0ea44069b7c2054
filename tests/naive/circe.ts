/** A Circe cohort expression as it stands in JSON, as far as its meaning goes. Absent keys have Circe's defaults. */
export interface Definition {
  readonly ConceptSets?: readonly ConceptSet[];
  readonly PrimaryCriteria: {
    readonly CriteriaList: readonly Criterion[];
    readonly ObservationWindow: { readonly PriorDays?: number; readonly PostDays?: number };
    readonly PrimaryCriteriaLimit?: Limit;
  };
  readonly AdditionalCriteria?: Group;
  readonly QualifiedLimit?: Limit;
  readonly InclusionRules?: readonly { readonly name: string; readonly expression: Group }[];
  readonly ExpressionLimit?: Limit;
  readonly EndStrategy?: EndStrategy;
  readonly CensoringCriteria?: readonly Criterion[];
  readonly CollapseSettings?: { readonly CollapseType?: 'ERA'; readonly EraPad?: number };
  readonly CensorWindow?: Period;
}

export interface Limit {
  /** Null is not the same as absent: it is All, but for the primary limit. */
  readonly Type?: string | null;
}

export interface ConceptSet {
  readonly id: number;
  readonly name: string;
  readonly expression: { readonly items: readonly ConceptSetItem[] };
}

export interface ConceptSetItem {
  readonly concept: Concept;
  readonly isExcluded?: boolean;
  readonly includeDescendants?: boolean;
  readonly includeMapped?: boolean;
}

export interface Concept {
  readonly CONCEPT_ID: number;
}

/** `{ "<Domain>": { … } }`: one key. */
export type Criterion = Readonly<Record<string, CriterionBody>>;

/** The attributes of a criterion by key; what a key may hold depends on the domain. */
export interface CriterionBody {
  readonly CodesetId?: number;
  readonly First?: boolean;
  readonly DateAdjustment?: DateAdjustment;
  readonly CorrelatedCriteria?: Group;
  readonly UserDefinedPeriod?: Period;
  readonly [attribute: string]: unknown;
}

export interface DateAdjustment {
  readonly StartWith?: 'START_DATE' | 'END_DATE';
  readonly StartOffset?: number;
  readonly EndWith?: 'START_DATE' | 'END_DATE';
  readonly EndOffset?: number;
}

export interface Period {
  readonly StartDate?: string;
  readonly EndDate?: string;
}

export interface Group {
  readonly Type?: string;
  readonly Count?: number;
  readonly CriteriaList?: readonly Correlated[];
  readonly DemographicCriteriaList?: readonly Demographic[];
  readonly Groups?: readonly Group[];
}

export interface Correlated {
  readonly Criteria: Criterion;
  readonly StartWindow: Window;
  readonly EndWindow?: Window;
  readonly Occurrence: Occurrence;
  readonly RestrictVisit?: boolean;
  readonly IgnoreObservationPeriod?: boolean;
}

export interface Occurrence {
  /** 0 exactly, 1 at most, 2 at least. */
  readonly Type: number;
  readonly Count: number;
  readonly IsDistinct?: boolean;
  readonly CountColumn?: string;
}

export interface Window {
  readonly Start: WindowEnd;
  readonly End: WindowEnd;
  readonly UseIndexEnd?: boolean;
  readonly UseEventEnd?: boolean;
}

export interface WindowEnd {
  readonly Days?: number;
  readonly Coeff: number;
}

export interface Demographic {
  readonly Age?: Range<number>;
  readonly Gender?: readonly Concept[];
  readonly GenderCS?: Selection;
  readonly Race?: readonly Concept[];
  readonly RaceCS?: Selection;
  readonly Ethnicity?: readonly Concept[];
  readonly EthnicityCS?: Selection;
  readonly OccurrenceStartDate?: Range<string>;
  readonly OccurrenceEndDate?: Range<string>;
}

export interface Range<T> {
  readonly Op: string;
  readonly Value: T;
  readonly Extent?: T;
}

export interface TextFilter {
  readonly Op: string;
  readonly Text: string;
}

export interface Selection {
  readonly CodesetId?: number;
  readonly IsExclusion?: boolean;
}

export interface EndStrategy {
  readonly DateOffset?: { readonly DateField?: 'StartDate' | 'EndDate'; readonly Offset?: number };
  readonly CustomEra?: {
    readonly DrugCodesetId: number;
    readonly GapDays?: number;
    readonly Offset?: number;
    readonly DaysSupplyOverride?: number;
  };
}
