import type { Correlated, Criterion, Definition, Group } from './circe.ts';

const replaced = ['ConditionEra', 'DrugEra', 'DoseEra', 'Specimen', 'Death'];

/** The definition with its criteria of some domains turned into stays in the cohort of that name. */
export function onCohort(definition: Definition, Name: string): Definition {
  const ofCriterion = (criterion: Criterion): Criterion => {
    const [domain = '', body = {}] = Object.entries(criterion)[0] ?? [];
    const CorrelatedCriteria = body.CorrelatedCriteria && ofGroup(body.CorrelatedCriteria);
    const around = CorrelatedCriteria === undefined ? {} : { CorrelatedCriteria };
    if (!replaced.includes(domain)) return { [domain]: { ...body, ...around } };
    const dates = { OccurrenceStartDate: body.EraStartDate, OccurrenceEndDate: body.EraEndDate };
    const { First, DateAdjustment, Gender, GenderCS, AgeAtStart: Age } = body;
    return { Cohort: withoutUndefined({ Name, First, DateAdjustment, Gender, GenderCS, Age, ...dates, ...around }) };
  };
  const ofCorrelated = (correlated: Correlated): Correlated => {
    const Criteria = ofCriterion(correlated.Criteria);
    if (!('Cohort' in Criteria)) return { ...correlated, Criteria };
    const { CountColumn = '', ...occurrence } = correlated.Occurrence;
    const column = ['START_DATE', 'END_DATE', 'DURATION'].includes(CountColumn) ? CountColumn : 'DURATION';
    return { ...correlated, Criteria, Occurrence: { ...occurrence, CountColumn: column } };
  };
  const ofGroup = (group: Group): Group => ({
    ...group,
    CriteriaList: (group.CriteriaList ?? []).map(ofCorrelated),
    Groups: (group.Groups ?? []).map(ofGroup),
  });
  const { PrimaryCriteria, AdditionalCriteria, InclusionRules = [], CensoringCriteria = [] } = definition;
  return {
    ...definition,
    PrimaryCriteria: { ...PrimaryCriteria, CriteriaList: PrimaryCriteria.CriteriaList.map(ofCriterion) },
    ...(AdditionalCriteria === undefined ? {} : { AdditionalCriteria: ofGroup(AdditionalCriteria) }),
    InclusionRules: InclusionRules.map(({ name, expression }) => ({ name, expression: ofGroup(expression) })),
    CensoringCriteria: CensoringCriteria.map(ofCriterion),
  };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T;
}
