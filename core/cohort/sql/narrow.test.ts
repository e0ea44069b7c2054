import { expect, test } from 'vitest';
import { parseExpression } from '../check.ts';
import { compileRun } from '../compile.ts';

const found = {
  Criteria: { ConditionOccurrence: { CodesetId: 0 } },
  StartWindow: { Start: { Days: 0, Coeff: -1 }, End: { Days: 30, Coeff: 1 } },
  Occurrence: { Type: 2, Count: 1 },
};
const inGroups = (depth: number): unknown =>
  depth === 0 ? { Type: 'ALL', CriteriaList: [found] } : { Type: 'ALL', Groups: [inGroups(depth - 1)] };
const ruled = (expression: unknown) =>
  compileRun(
    parseExpression({
      ConceptSets: [{ id: 0, name: 'set', expression: { items: [{ concept: { CONCEPT_ID: 1 } }] } }],
      PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }], ObservationWindow: {} },
      InclusionRules: [{ name: 'rule', expression }],
    }),
    { cdm: 'cdm', concepts: new Map([[0, { count: 1, ids: '1' }]]) },
  ).sql;

test('groups in groups cost no more than the one criterion in them', () => {
  expect(ruled(inGroups(200))).toBe(ruled(inGroups(0)));
});
