import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from './check.ts';
import { compileCohort } from './compile.ts';
import type { Attribute } from './criteria/domain.ts';
import { domainNames } from './criteria/domain.ts';
import { domains } from './criteria/domains.ts';
import { explainCohort } from './explain.ts';

const range = { Op: 'bt', Value: 1, Extent: 5 };
const dates = { Op: 'bt', Value: '2001-01-01', Extent: '2002-01-01' };
const choice = [{ CONCEPT_ID: 8507, CONCEPT_NAME: 'male' }];
const asked: Readonly<Record<Attribute['kind'], unknown>> = {
  date: dates,
  number: range,
  text: { Op: 'contains', Text: "it's" },
  concepts: choice,
  conceptSet: 1,
  flag: true,
  period: { StartDate: '2001-01-01', EndDate: '2002-01-01' },
};
const filled = (attribute: Attribute): readonly [string, unknown] =>
  attribute.kind === 'concepts' && !attribute.list
    ? [`${attribute.name}CS`, { CodesetId: 1, IsExclusion: true }]
    : [attribute.name, asked[attribute.kind]];

/** A criterion of each of Circe's domains with everything that can be asked of it, in a group around the one before. */
const group = domainNames.reduce<unknown>((inner, name) => {
  const domain = domains[name];
  const criterion = {
    ...(domain.concept === null ? {} : { CodesetId: 1 }),
    ...Object.fromEntries(domain.attributes.map(filled)),
    DateAdjustment: { StartWith: 'START_DATE', StartOffset: -1, EndWith: 'END_DATE', EndOffset: 1 },
    ...(inner ? { CorrelatedCriteria: inner } : {}),
  };
  const end = (Days: number, Coeff: number) => ({ Days, Coeff });
  const found = {
    Criteria: { [domain.name]: criterion },
    StartWindow: { Start: end(30, -1), End: end(0, 1), UseIndexEnd: true },
    EndWindow: { Start: end(30, -1), End: { Coeff: 1 }, UseEventEnd: false },
    Occurrence: { Type: 2, Count: 2, IsDistinct: true, CountColumn: 'START_DATE' },
    RestrictVisit: true,
  };
  return {
    Type: 'AT_LEAST',
    Count: 1,
    CriteriaList: [found],
    DemographicCriteriaList: [{ Age: range, Gender: choice }],
  };
}, null);

const whole = {
  cdmVersionRange: '>=5.0.0',
  ConceptSets: [{ id: 1, name: 'one', expression: { items: [{ concept: { CONCEPT_ID: 1 }, includeMapped: true }] } }],
  PrimaryCriteria: {
    CriteriaList: [{ ConditionOccurrence: { CodesetId: 1, First: true } }],
    ObservationWindow: { PriorDays: 30, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'All' },
  },
  AdditionalCriteria: { Type: 'ANY', DemographicCriteriaList: [{ RaceCS: { CodesetId: 1 } }] },
  InclusionRules: [{ name: 'r', expression: group }],
  CensoringCriteria: [{ Death: {} }],
  EndStrategy: { CustomEra: { DrugCodesetId: 1, GapDays: 30, Offset: 0 } },
  CollapseSettings: { CollapseType: 'ERA', EraPad: 1 },
  CensorWindow: { StartDate: '2001-01-01' },
};

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.integer(),
  fc.constantFrom('', '12', "'; DROP TABLE person; --", '9999-12-31', '2001-02-30', 'ALL', 'bt', '\ud800', '\u0000\n'),
  fc.constantFrom(2 ** 53, -(2 ** 31), 1e308, 0.5, -1, null, true),
);
const key = fc.constantFrom(
  '__proto__',
  'constructor',
  'Type',
  'Count',
  'CodesetId',
  'First',
  'Age',
  'GenderCS',
  'x',
  '',
);
const change = fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'remove', 'add', 'move'), key, value: odd });

interface Slot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function slotsOf(value: unknown, slots: Slot[] = []): Slot[] {
  if (typeof value !== 'object' || value === null) return slots;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    slots.push({ holder, key });
    slotsOf(holder[key], slots);
  }
  return slots;
}

const put = (holder: object, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

/** The definition with parts replaced, removed, added, or put where they do not belong. */
function changed(changes: readonly { at: number; how: string; key: string; value: unknown }[]): unknown {
  const definition = structuredClone(whole);
  for (const { at, how, key, value } of changes) {
    const slots = slotsOf(definition);
    if (slots.length === 0) break;
    const { holder, key: own } = slots[at % slots.length]!;
    const other = slots[(at * 31 + 7) % slots.length]!;
    if (how === 'replace') put(holder, own, value);
    else if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(own), 1);
    else if (how === 'remove') delete holder[own];
    else if (how === 'move') put(holder, own, structuredClone(other.holder[other.key]));
    else if (!Array.isArray(holder)) put(holder, key, value);
  }
  return definition;
}

test('the definition that is changed is right as it stands', () => {
  expect(checkExpression(whole).problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
});

test('whatever is changed, the check answers, and what it lets through compiles', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const { expression, problems } = checkExpression(changed(changes));
      const blocked = problems.some(({ severity }) => severity !== 'warning');
      expect(expression === null).toBe(blocked);
      for (const { path, message } of problems) {
        expect(path.startsWith('$')).toBe(true);
        expect(message).toMatch(/\.$/);
        expect(message).not.toMatch(/undefined|\[object/);
      }
      if (expression === null) return;
      for (const dialect of ['duckdb', 'spark'] as const)
        expect(compileCohort(expression, { dialect }).sql).not.toMatch(/undefined|NaN|Infinity|\[object/);
      expect(explainCohort(expression).sections.length).toBeGreaterThan(2);
    }),
    { numRuns: 100 },
  );
});
