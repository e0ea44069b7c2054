import fc from 'fast-check';
import type {
  ConceptSet,
  ConceptSetItem,
  Correlated,
  Criterion,
  Definition,
  EndStrategy,
  Limit,
  Period,
} from './circe.ts';
import { randomDate, randomSetId, seldom, setIds, sparse } from './random-attribute.ts';
import { randomCriterion, randomGroup } from './random-group.ts';

const item = sparse<ConceptSetItem>({
  concept: fc.integer({ min: 0, max: 9 }).map((CONCEPT_ID) => ({ CONCEPT_ID })),
  isExcluded: seldom(4, fc.boolean()),
  includeDescendants: seldom(2, fc.boolean()),
  includeMapped: seldom(2, fc.boolean()),
});

const conceptSets: fc.Arbitrary<readonly ConceptSet[]> = fc
  .tuple(...setIds.map(() => fc.array(item, { minLength: 1, maxLength: 7 })))
  .map((sets) => sets.map((items, id) => ({ id, name: `set ${id}`, expression: { items } })));

const limits: readonly (Limit | undefined)[] = [
  { Type: 'All' },
  { Type: 'All' },
  { Type: 'First' },
  { Type: 'Last' },
  {},
  undefined,
];
const limit = fc.constantFrom(...limits, { Type: null });

const days = (min: number, max: number) => fc.integer({ min, max });
const endStrategy = fc.oneof(
  sparse<NonNullable<EndStrategy['DateOffset']>>({
    DateField: fc.constantFrom(undefined, 'StartDate', 'EndDate', 'EndDate'),
    Offset: fc.oneof({ weight: 9, arbitrary: days(-3, 15) }, { weight: 1, arbitrary: fc.constant(3_000_000) }),
  }).map((DateOffset) => ({ DateOffset })),
  sparse<NonNullable<EndStrategy['CustomEra']>>({
    DrugCodesetId: randomSetId,
    GapDays: seldom(2, days(0, 8)),
    Offset: seldom(2, days(-2, 8)),
    DaysSupplyOverride: seldom(3, days(0, 8)),
  }).map((CustomEra) => ({ CustomEra })),
);

/** A censor window that ends before it begins is refused. */
const censorWindow: fc.Arbitrary<Period> = fc
  .tuple(seldom(2, randomDate), seldom(2, randomDate))
  .map(([a, b]) => (a !== undefined && b !== undefined && b < a ? [b, a] : [a, b]))
  .map(([StartDate, EndDate]) => ({
    ...(StartDate === undefined ? {} : { StartDate }),
    ...(EndDate === undefined ? {} : { EndDate }),
  }));

const criteria = (constraints: fc.ArrayConstraints): fc.Arbitrary<readonly Criterion[]> =>
  fc.array(randomCriterion(2), constraints);

const definition: fc.Arbitrary<Definition> = sparse<Definition>({
  ConceptSets: conceptSets,
  PrimaryCriteria: sparse<Definition['PrimaryCriteria']>({
    CriteriaList: criteria({ minLength: 1, maxLength: 3 }),
    ObservationWindow: sparse({ PriorDays: seldom(3, days(0, 12)), PostDays: seldom(3, days(0, 12)) }),
    PrimaryCriteriaLimit: fc.constantFrom<(Limit | undefined)[]>(...limits),
  }),
  AdditionalCriteria: seldom(3, randomGroup(2)),
  QualifiedLimit: limit,
  InclusionRules: fc
    .array(randomGroup(2), { maxLength: 4 })
    .map((groups) => groups.map((expression, i) => ({ name: `rule ${i + 1}`, expression }))),
  ExpressionLimit: limit,
  EndStrategy: seldom(2, endStrategy),
  CensoringCriteria: seldom(4, criteria({ maxLength: 2 })),
  CollapseSettings: seldom(3, sparse({ CollapseType: fc.constant('ERA' as const), EraPad: seldom(2, days(0, 8)) })),
  CensorWindow: seldom(5, censorWindow),
});

/** Any definition that the check lets pass; in some the entry's criterion comes again as a rule's or a censoring one. */
export const randomDefinition: fc.Arbitrary<Definition> = fc
  .tuple(definition, fc.constantFrom('as it is', 'as it is', 'in rules', 'in rules', 'as censoring'))
  .map(([drawn, again]) => {
    const [entry] = drawn.PrimaryCriteria.CriteriaList;
    if (entry === undefined || again === 'as it is') return drawn;
    if (again === 'as censoring') return { ...drawn, CensoringCriteria: [entry] };
    return {
      ...drawn,
      InclusionRules: drawn.InclusionRules?.map(({ name, expression }) => ({
        name,
        expression: {
          ...expression,
          CriteriaList: expression.CriteriaList?.map((found) => withCriterion(found, entry)),
        },
      })),
    };
  });

/** Only what every domain has can be counted then. */
function withCriterion(
  { Occurrence: { Type, Count, IsDistinct }, ...found }: Correlated,
  Criteria: Criterion,
): Correlated {
  return { ...found, Criteria, Occurrence: { Type, Count, ...(IsDistinct ? { IsDistinct } : {}) } };
}
