import { hostilePage } from '../e2e/hostile-page.ts';
import { marks } from './marks.ts';

/** Names that are shown as text, and would ask for an image as markup. Short, for they become file names. */
const shortName = (about: string) => `${marks.text} "><img src=//leaking.via/${about}>`;
export const names = {
  // Kept in the list of studies that were opened lately, so without a mark.
  study: 'study "><img src=//leaking.via/study>',
  entry: shortName('entry'),
  outcome: shortName('outcome'),
  conceptSet: shortName('set'),
  survival: shortName('survival'),
} as const;

const conceptSet = (concept: number) => ({
  items: [
    {
      concept: {
        CONCEPT_ID: concept,
        CONCEPT_NAME: hostilePage,
        DOMAIN_ID: 'Condition',
        VOCABULARY_ID: 'SNOMED',
        CONCEPT_CLASS_ID: hostilePage,
        CONCEPT_CODE: hostilePage,
        STANDARD_CONCEPT: 'S',
      },
      includeDescendants: true,
    },
  ],
});
export const pastedSet = JSON.stringify(conceptSet(201826));

/** A cohort definition in which every text is the hostile page: of its concept set, its concept and its one rule. */
export const pastedDefinition = (concept: number) =>
  JSON.stringify({
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    ConceptSets: [{ id: 0, name: hostilePage, expression: conceptSet(concept) }],
    QualifiedLimit: { Type: 'First' },
    ExpressionLimit: { Type: 'First' },
    InclusionRules: [
      {
        name: names.entry,
        description: hostilePage,
        expression: {
          Type: 'ALL',
          CriteriaList: [],
          DemographicCriteriaList: [{ Age: { Value: 18, Op: 'gte' } }],
          Groups: [],
        },
      },
    ],
  });
