import fc from 'fast-check';
import type { Correlated, Criterion, Demographic, Group, Occurrence, Window, WindowEnd } from './circe.ts';
import { domains } from './domains.ts';
import { ageRange, conceptList, dateRange, seldom, selection, sparse } from './random-attribute.ts';
import { criterionOf, domainNames } from './random-criterion.ts';

const days = fc.oneof(
  { weight: 25, arbitrary: fc.nat(20) },
  { weight: 22, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(365, 5_000_000) },
);
const end = (coeff: fc.Arbitrary<number>) => sparse<WindowEnd>({ Days: days, Coeff: coeff });

/** Mostly from before to after the index date, else anything, empty windows too. */
const ends = fc.oneof(
  { weight: 4, arbitrary: fc.record({ Start: end(fc.constant(-1)), End: end(fc.constant(1)) }) },
  { weight: 1, arbitrary: fc.record({ Start: end(fc.constantFrom(-1, 1)), End: end(fc.constantFrom(-1, 1)) }) },
);
const flag = fc.constantFrom(undefined, undefined, false, true);
const randomWindow = fc
  .tuple(ends, sparse<Omit<Window, 'Start' | 'End'>>({ UseIndexEnd: flag, UseEventEnd: flag }))
  .map(([dates, flags]): Window => ({ ...dates, ...flags }));

function randomOccurrence(name: string): fc.Arbitrary<Occurrence> {
  const { counted } = domains[name]!;
  // Circe knows no visit of a condition era.
  const visit = name === 'ConditionEra' ? [] : ['VISIT_ID'];
  const columns = ['START_DATE', 'END_DATE', ...visit, ...Object.keys(counted)];
  return sparse<Occurrence>({
    Type: fc.constantFrom(2, 2, 1, 0),
    Count: fc.constantFrom(1, 1, 1, 1, 1, 0, 2, 2, 3),
    IsDistinct: fc.constantFrom(undefined, undefined, false, true),
    CountColumn: seldom(2, fc.constantFrom(...columns)),
  });
}

const randomCriterionOf = (name: string, depth: number): fc.Arbitrary<Criterion> =>
  criterionOf(name, depth > 0 ? seldom(4, randomGroup(depth)) : fc.constant(undefined));

/** A criterion of any domain; `depth` says how deep criteria may lie in it. */
export const randomCriterion = (depth: number): fc.Arbitrary<Criterion> =>
  fc.oneof({ withCrossShrink: true }, ...domainNames.map((name) => randomCriterionOf(name, depth)));

const randomCorrelated = fc.memo((depth) =>
  fc.oneof(
    { withCrossShrink: true },
    ...domainNames.map((name) =>
      sparse<Correlated>({
        Criteria: randomCriterionOf(name, depth - 1),
        StartWindow: randomWindow,
        EndWindow: seldom(5, randomWindow),
        Occurrence: randomOccurrence(name),
        RestrictVisit: seldom(6, fc.boolean()),
        IgnoreObservationPeriod: seldom(4, fc.boolean()),
      }),
    ),
  ),
);

const choice = seldom(12, conceptList);
const choiceBySet = seldom(12, selection);
const randomDemographic = sparse<Demographic>({
  Age: seldom(3, ageRange),
  Gender: choice,
  GenderCS: choiceBySet,
  Race: choice,
  RaceCS: choiceBySet,
  Ethnicity: choice,
  EthnicityCS: choiceBySet,
  OccurrenceStartDate: seldom(12, dateRange),
  OccurrenceEndDate: seldom(12, dateRange),
});

/** A group of criteria, persons and groups; `depth` says how deep they may lie in it. */
export const randomGroup: fc.Memo<Group> = fc.memo((depth) =>
  sparse<Group>({
    Type: fc.constantFrom('ALL', 'ALL', 'ANY', 'AT_LEAST', 'AT_MOST'),
    Count: fc.constantFrom(1, 1, 0, 2, 3),
    CriteriaList: fc.oneof(
      { weight: 8, arbitrary: fc.array(randomCorrelated(depth), { minLength: 1, maxLength: 2 }) },
      { weight: 1, arbitrary: fc.array(randomCorrelated(depth), { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
    DemographicCriteriaList: seldom(3, fc.array(randomDemographic, { maxLength: 2 })),
    Groups: seldom(3, fc.array(innerGroup(depth - 1), { maxLength: 2 })),
  }),
);

/** An empty group inside a group has a meaning of its own. */
const innerGroup = (depth: number): fc.Arbitrary<Group> => {
  const empty = fc.constant<Group>({ Type: 'ALL', CriteriaList: [] });
  return depth > 0 ? fc.oneof({ withCrossShrink: true }, empty, randomGroup(depth), randomGroup(depth)) : empty;
};
