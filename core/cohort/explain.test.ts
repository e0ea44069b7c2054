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
Persons enter with the first condition occurrence of “Sinusitis”, with age at least 18.
The event lies in an observation period, with at least 365 days before it and 0 days after it.
Of each person’s such events, the first counts.

Inclusion rule 1: No penicillin before
There is no drug exposure of “Penicillin” starting between 30 days before and 1 day before the entry event’s start.

Inclusion rule 2: Woman, or seen twice
Any of these hold:
1. The person has gender FEMALE.
2. At least 1 of these hold:
2.1. There are at least 2 visits of any kind starting between any time before and 0 days after the entry event’s start, counting different start dates only.

Exit
Persons leave some days after the event: 30 days after its start, or when their observation ends if that is earlier.
They leave earlier with any death of any kind on or after the entry event’s start.

Rows
Of each person’s events for which every rule holds, the first starts a row.
Rows of one person at most 7 days apart are joined into one.
Rows are cut to the time from the beginning to 2020-12-31.

Concept sets
“Sinusitis”: Sinusitis (4283893, with descendants).
“Penicillin”: Penicillin G (1728416).`);
  const paths = sections.flatMap(({ sentences }) => sentences.map(({ path }) => path));
  expect(paths).toContain('$.InclusionRules[0].expression.CriteriaList[0]');
  expect(paths).toContain('$.InclusionRules[1].expression.Groups[0].CriteriaList[0]');
});
