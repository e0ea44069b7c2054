import type { DomainName } from '../criteria/domain.ts';

// What something that was just added says, before anyone changed it: each reads as a whole definition's part.

export const anyEvent = (domain: DomainName) => ({ [domain]: {} });

export const anyStay = (cohort: string) => ({ Cohort: { Name: cohort } });

/** At least one event at any time within the observation period. */
export const anyTimeEvent = (domain: DomainName) => anyTime(anyEvent(domain));

export const anyTime = (criterion: object) => ({
  Criteria: criterion,
  StartWindow: { Start: { Coeff: -1 }, End: { Coeff: 1 }, UseEventEnd: false },
  Occurrence: { Type: 2, Count: 1 },
});

export const allOf = () => ({ Type: 'ALL', CriteriaList: [], DemographicCriteriaList: [], Groups: [] });

export const anyOf = () => ({ ...allOf(), Type: 'ANY' });

export const newRule = () => ({ name: 'New rule', expression: allOf() });

/** A definition before anything was said in it; what is missing is said by the check. */
export const blankDefinition = () => ({
  ConceptSets: [],
  PrimaryCriteria: {
    CriteriaList: [],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
  QualifiedLimit: { Type: 'First' },
  ExpressionLimit: { Type: 'First' },
  InclusionRules: [],
  CensoringCriteria: [],
  CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
  CensorWindow: {},
  cdmVersionRange: '>=5.0.0',
});

/** Persons enter with a stay in another cohort and leave with it. */
export const definitionOn = (cohort: string) => ({
  ...blankDefinition(),
  PrimaryCriteria: {
    CriteriaList: [anyStay(cohort)],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'All' },
  },
  QualifiedLimit: { Type: 'All' },
  ExpressionLimit: { Type: 'All' },
  EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } },
});
