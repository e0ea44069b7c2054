import { expect, test } from 'vitest';
import { parseExpression } from './check.ts';
import { explainCohort } from './explain.ts';

const definition = {
  Title: 'Sinusitis after penicillin',
  ConceptSets: [
    {
      id: 0,
      name: 'Sinusitis',
      expression: {
        items: [{ concept: { CONCEPT_ID: 4283893, CONCEPT_NAME: 'Sinusitis' }, includeDescendants: true }],
      },
    },
    {
      id: 1,
      name: 'Penicillin',
      expression: { items: [{ concept: { CONCEPT_ID: 1728416, CONCEPT_NAME: 'Penicillin G' } }] },
    },
  ],
  PrimaryCriteria: {
    CriteriaList: [{ ConditionOccurrence: { CodesetId: 0, First: true, Age: { Op: 'gte', Value: 18 } } }],
    ObservationWindow: { PriorDays: 365, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'First' },
  },
  QualifiedLimit: { Type: 'First' },
  ExpressionLimit: { Type: 'First' },
  InclusionRules: [
    {
      name: 'No penicillin before',
      expression: {
        Type: 'ALL',
        CriteriaList: [
          {
            Criteria: { DrugExposure: { CodesetId: 1 } },
            StartWindow: { Start: { Days: 30, Coeff: -1 }, End: { Days: 1, Coeff: -1 } },
            Occurrence: { Type: 0, Count: 0 },
          },
        ],
      },
    },
    {
      name: 'Woman, or seen twice',
      expression: {
        Type: 'ANY',
        DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8532, CONCEPT_NAME: 'FEMALE' }] }],
        Groups: [
          {
            Type: 'AT_LEAST',
            Count: 1,
            CriteriaList: [
              {
                Criteria: { VisitOccurrence: {} },
                StartWindow: { Start: { Coeff: -1 }, End: { Days: 0, Coeff: 1 } },
                Occurrence: { Type: 2, Count: 2, IsDistinct: true, CountColumn: 'START_DATE' },
              },
            ],
          },
        ],
      },
    },
  ],
  EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 30 } },
  CensoringCriteria: [{ Death: {} }],
  CollapseSettings: { CollapseType: 'ERA', EraPad: 7 },
  CensorWindow: { EndDate: '2020-12-31' },
};

test('a definition in plain English, each sentence with its place', () => {
  const { title, sections } = explainCohort(parseExpression(definition));
  expect(title).toBe('Sinusitis after penicillin');
  const text = sections.map(({ heading, sentences }) => [heading, ...sentences.map((one) => one.text)].join('\n'));
  expect(text.join('\n\n')).toBe(`Entry events
Persons enter with the first condition occurrence of “Sinusitis” with age at least 18.
The event must lie in an observation period of the person, with at least 365 days of observation before it.
Only the first such event of each person counts.

Inclusion rule 1: No penicillin before
There is no drug exposure of “Penicillin” starting between 30 days before and 1 day before the index event starts (in the same observation period).

Inclusion rule 2: Woman, or seen twice
At least one of these 2 holds for the event:
1. The person has gender FEMALE.
2. At least 1 of these 1 hold:
2.1. There are at least 2 different start dates among the visits starting at any time up to the day the index event starts (in the same observation period).

Rows
Of each person, the first event for which every inclusion rule holds starts a cohort row.

Exit
Persons leave 30 days after the event’s start, or when their observation period ends if that is earlier.
They leave earlier with a death on or after the event’s start.
Rows of one person at most 7 days apart are joined into one.
Only time to 2020-12-31 counts: rows are cut to it, and those outside are left out.

Concept sets
“Sinusitis”: Sinusitis (4283893, with descendants).
“Penicillin”: Penicillin G (1728416).`);
  const paths = sections.flatMap(({ sentences }) => sentences.map(({ path }) => path));
  expect(paths).toContain('$.InclusionRules[0].expression.CriteriaList[0]');
  expect(paths).toContain('$.InclusionRules[1].expression.Groups[0].CriteriaList[0]');
});
