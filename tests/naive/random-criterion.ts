import fc from 'fast-check';
import type { Criterion, CriterionBody, Group } from './circe.ts';
import { type Domain, domains } from './domains.ts';
import { randomAttributes, randomDate, randomSetId, seldom, sparse } from './random-attribute.ts';

export const domainNames = Object.keys(domains);

const offset = fc.integer({ min: -6, max: 6 });
const dateType = fc.constantFrom(undefined, 'START_DATE', 'END_DATE');
const dateAdjustment = sparse({ StartWith: dateType, StartOffset: offset, EndWith: dateType, EndOffset: offset });

/** One or both dates; never the second before the first, which is refused. */
const userDefinedPeriod = fc.tuple(seldom(2, randomDate), seldom(2, randomDate)).map(([a, b]) => {
  const [first, last] = a !== undefined && b !== undefined && b < a ? [b, a] : [a, b];
  return { ...(first === undefined ? {} : { StartDate: first }), ...(last === undefined ? {} : { EndDate: last }) };
});

/** A criterion of one domain, with what is asked around it. */
export function criterionOf(name: string, around: fc.Arbitrary<Group | undefined>): fc.Arbitrary<Criterion> {
  return bodyOf(name, around).map((body) => ({ [name]: body }));
}

function bodyOf(name: string, around: fc.Arbitrary<Group | undefined>): fc.Arbitrary<CriterionBody> {
  const domain = domains[name]!;
  const isPeriod = name === 'ObservationPeriod' || name === 'PayerPlanPeriod';
  return sparse<CriterionBody>({
    CodesetId: hasConcept(domain) ? seldom(3, randomSetId) : fc.constant(undefined),
    First: hasFirst(name) ? seldom(4, fc.boolean()) : fc.constant(undefined),
    DateAdjustment: seldom(10, dateAdjustment),
    CorrelatedCriteria: around,
    UserDefinedPeriod: isPeriod ? seldom(2, userDefinedPeriod) : fc.constant(undefined),
    ...(domain.source ? { [domain.source.key]: seldom(6, randomSetId) } : {}),
    ...randomAttributes(domain.attributes),
  });
}

const hasConcept = ({ concept }: Domain) => concept !== undefined;
const hasFirst = (name: string) => name !== 'Death' && name !== 'LocationRegion';
