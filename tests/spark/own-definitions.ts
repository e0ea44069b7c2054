import { all, atLeast, atMost, cohort, condition, drug, exactly, found, rule, within } from '../spec/cohort/world.ts';

/** Concepts of the sample dataset. */
const diabetes = 201826;
const heartFailure = 316139;
const metformin = 1503297;
const sulfonylureas = [1560171, 1597756];
const systolic = 3004249;

const set = (id: number, concepts: readonly number[], flags: Record<string, boolean> = {}) => ({
  id,
  name: `set ${id}`,
  expression: { items: concepts.map((CONCEPT_ID) => ({ concept: { CONCEPT_ID }, ...flags })) },
});

const sets = [
  set(1, [diabetes], { includeDescendants: true }),
  set(2, [heartFailure], { includeDescendants: true, includeMapped: true }),
  set(3, [metformin], { includeDescendants: true }),
  set(4, sulfonylureas, { includeDescendants: true }),
  set(5, [systolic]),
  set(6, [8507]),
];

const sample = (criteria: readonly unknown[], more: Record<string, unknown> = {}) =>
  cohort(criteria, { ConceptSets: sets, ...more });

/** Everything that could end a literal, a comment or a statement early, or mean something to Spark. */
export const hostile = `it's \\ \\' %_ \${spark.master} ; -- /* \` " \n DROP TABLE person; \\`;

/**
 * Definitions over the sample dataset, one for each thing that the dialects write in different ways. They stand alone:
 * nothing beside the checkout is needed.
 */
export const ownDefinitions: Readonly<Record<string, unknown>> = {
  'names and texts that would break out': sample(
    [condition(1), condition(1, { StopReason: { Text: hostile, Op: '!contains' } })],
    {
      Title: hostile,
      InclusionRules: [
        rule(hostile, all(found(drug(3), atLeast(1), within(0, null)))),
        rule('\\', all(found(condition(2), atLeast(0)))),
      ],
    },
  ),
  'a concept set of 2,000 concepts': sample([condition(7)], {
    ConceptSets: [set(7, [diabetes, ...Array.from({ length: 2000 }, (_, i) => i + 1)], { includeDescendants: true })],
  }),
  'a rule on gender by concept set': sample([condition(1)], {
    InclusionRules: [
      rule('in', { ...all(), DemographicCriteriaList: [{ GenderCS: { CodesetId: 6, IsExclusion: false } }] }),
      rule('not in', {
        Type: 'ANY',
        CriteriaList: [found(condition(2))],
        DemographicCriteriaList: [{ GenderCS: { CodesetId: 6, IsExclusion: true } }],
        Groups: [],
      }),
    ],
  }),
  'each person’s last event, and first in history': sample([drug(4, { First: true }), condition(2)], {
    PrimaryCriteria: {
      CriteriaList: [drug(4, { First: true }), condition(2)],
      ObservationWindow: { PriorDays: 90, PostDays: 30 },
      PrimaryCriteriaLimit: { Type: 'Last' },
    },
  }),
  'counts within windows, and a nested group': sample([drug(3)], {
    InclusionRules: [
      rule(
        'three dispensings in a year',
        all(found(drug(3), atLeast(3, { IsDistinct: true, CountColumn: 'START_DATE' }), within(0, 365))),
      ),
      rule('no heart failure before', all(found(condition(2), exactly(0), within(null, -1)))),
      rule(
        'few sulfonylureas near a diagnosis',
        all(found(drug(4, { CorrelatedCriteria: all(found(condition(1), atLeast(1), within(-400, 0))) }), atMost(2))),
      ),
    ],
    ExpressionLimit: { Type: 'First' },
  }),
  'a custom era, censored, within a window of dates': sample([drug(3)], {
    EndStrategy: { CustomEra: { DrugCodesetId: 3, GapDays: 30, Offset: 7 } },
    CensoringCriteria: [condition(2)],
    CensorWindow: { StartDate: '2012-01-01', EndDate: '2021-06-30' },
    CollapseSettings: { CollapseType: 'ERA', EraPad: 30 },
  }),
  'decimals, ratios, ages and lengths': sample(
    [
      {
        Measurement: {
          CodesetId: 5,
          ValueAsNumber: { Value: 140.5, Extent: 170.25, Op: 'bt' },
          RangeHighRatio: { Value: 1.1, Op: '!eq' },
          Age: { Value: 65, Op: 'gte' },
        },
      },
      { VisitOccurrence: { VisitLength: { Value: 2, Op: 'gt' } } },
    ],
    { CollapseSettings: { CollapseType: 'ERA', EraPad: 90 } },
  ),
};
