import type { FeatureColumn, FeatureDeclaration } from '../../contract/features.ts';

type Demographic = FeatureDeclaration['demographics'][number];

const named = (concept: string, hasConcepts: boolean) =>
  hasConcepts
    ? `(SELECT k.concept_name FROM cdm.concept AS k WHERE k.concept_id = p.${concept} AND k.concept_id <> 0)`
    : `nullif(p.${concept}, 0)::VARCHAR`;

/** The age is the year of the index date less the year of birth: days and months of birth are seldom there. */
const expressions: Readonly<Record<Demographic, (hasConcepts: boolean, lead: number) => string>> = {
  age: (_, lead) => `(year(i.index_date${lead ? ` - ${lead}` : ''}) - p.year_of_birth)::DOUBLE`,
  sex: () => "CASE p.gender_concept_id WHEN 8507 THEN 'male' WHEN 8532 THEN 'female' END",
  race: (hasConcepts) => named('race_concept_id', hasConcepts),
  ethnicity: (hasConcepts) => named('ethnicity_concept_id', hasConcepts),
};

const labels: Readonly<Record<Demographic, string>> = {
  age: 'Age at the index date',
  sex: 'Sex',
  race: 'Race',
  ethnicity: 'Ethnicity',
};

/** One column of `person` (as `p`, the index as `i`), as it was `lead` days before the index date. */
export const demographicSql = (which: Demographic, hasConcepts: boolean, lead: number): string =>
  expressions[which](hasConcepts, lead);

export const demographicColumn = (which: Demographic): Omit<FeatureColumn, 'missing'> => ({
  name: which,
  label: labels[which],
  kind: which === 'age' ? 'number' : 'category',
  ...(which === 'age' ? { unit: 'years' } : {}),
  source: { domain: 'person', conceptIds: [] },
});
