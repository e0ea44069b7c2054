import fc from 'fast-check';
import type { AskedAs, Attribute } from './attributes.ts';
import { dateOf, dayOf } from './days.ts';
import { decimals, texts } from './random-value.ts';

/** The concept sets that every random definition has. */
export const setIds = [0, 1, 2, 3];

export const randomSetId = fc.constantFrom(...setIds);

/** Drawn seldom, and shrunk to nothing: one time in `odds`. */
export function seldom<T>(odds: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  if (odds <= 1) return value;
  return fc.oneof(
    { withCrossShrink: true },
    { weight: Math.round(odds) - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );
}

/** A record without the keys whose value is undefined, as JSON has it. */
export function sparse<T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model).map((value) => withoutUndefined(value) as T);
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined));
}

const operator = fc.constantFrom('lt', 'lte', 'eq', '!eq', 'gt', 'gte', 'bt', '!bt');

const range = <T>(value: fc.Arbitrary<T>) =>
  fc
    .record({ Op: operator, Value: value, Extent: value })
    .map(({ Op, Value, Extent }) => (Op.endsWith('bt') ? { Op, Value, Extent } : { Op, Value }));

export const randomDate = fc.integer({ min: -12, max: 30 }).map((offset) => dateOf(dayOf('2000-01-01') + offset));
export const dateRange = range(randomDate);
export const ageRange = range(fc.integer({ min: 34, max: 41 }));
export const wholeRange = range(
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -1, max: 9 }) },
    { weight: 1, arbitrary: fc.constantFrom(1.7, -0.5) },
  ),
);
const decimalRange = range(fc.constantFrom(...decimals, 0.33335, 0.333349, 0.25, 3.3334));
const textFilter = fc.record({
  Op: fc.constantFrom('eq', '!eq', 'startsWith', '!startsWith', 'contains', '!contains', 'endsWith', '!endsWith'),
  Text: fc.constantFrom(...texts, 'b', '%', '_', "\\'s", 'A'),
});

const concept = fc.integer({ min: 0, max: 9 }).map((CONCEPT_ID) => ({ CONCEPT_ID, CONCEPT_NAME: `c${CONCEPT_ID}` }));
export const conceptList = fc.array(concept, { maxLength: 6 });
export const selection = sparse<{ CodesetId?: number; IsExclusion?: boolean }>({
  CodesetId: fc.option(randomSetId, { nil: undefined, freq: 4 }),
  IsExclusion: fc.constantFrom(undefined, false, true),
});

const asked: Readonly<Record<AskedAs, fc.Arbitrary<unknown>>> = {
  date: dateRange,
  whole: wholeRange,
  decimal: decimalRange,
  age: ageRange,
  text: textFilter,
  list: conceptList,
  selection,
  set: randomSetId,
  flag: fc.constantFrom(true, true, false),
};

/** What may stand in a criterion for these attributes: one of them in every other criterion. */
export function randomAttributes(
  attributes: Readonly<Record<string, Attribute>>,
): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const count = Object.keys(attributes).length;
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, { asks, exclude }] of Object.entries(attributes)) {
    model[key] = seldom(2 * count, asked[asks]);
    if (exclude !== undefined) model[exclude] = fc.constantFrom(undefined, false, true);
  }
  return model;
}
