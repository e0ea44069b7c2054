import fc from 'fast-check';
import type { ColumnKind } from './schema.ts';

/** Texts and numbers that columns hold and definitions ask for, so that they meet. */
export const texts = ['', 'a', 'ab', 'aB', 'a%b', "it's", 'a_b', 'äb'];
export const decimals = [0, 0.5, 1, 1.5, 2, 3.33335, 0.33331, 0.3333, 0.3334, 5, -1];

/** The first of many concepts that some vocabularies have. */
export const manyFrom = 100;

/** `null` one time in `freq`. */
const perhaps = <T>(value: fc.Arbitrary<T>, freq: number) => fc.option(value, { freq });

/** The value of one column; dates are days from an origin, ends are days from the row's start. */
export function randomValue(kind: ColumnKind): fc.Arbitrary<string | number | null> {
  switch (kind) {
    case 'start':
      return fc.oneof(
        { withCrossShrink: true },
        fc.integer({ min: 0, max: 6 }).map(fiveDays),
        fc.integer({ min: 0, max: 30 }),
      );
    case 'end':
      return perhaps(length, 25);
    case 'open end':
      return perhaps(length, 3);
    case 'concept':
      return perhaps(
        fc.integer({ min: 0, max: 9 }).map((id) => (id === 9 ? manyFrom : id)),
        8,
      );
    case 'value concept':
      return perhaps(fc.constantFrom(1, 2, 3, 4, 4155142, 4155143), 8);
    case 'visit':
      return perhaps(fc.nat(5), 4);
    case 'provider':
    case 'care site':
    case 'location':
      return perhaps(fc.integer({ min: 1, max: 4 }), 6);
    case 'whole':
      return perhaps(fc.integer({ min: -1, max: 8 }), 5);
    case 'decimal':
      return perhaps(fc.constantFrom(...decimals), 6);
    case 'text':
      return perhaps(fc.constantFrom(...texts), 4);
    case 'id':
    case 'person':
      return fc.constant(null);
  }
}

/** Every other start is on one of a few days, so that events fall together. */
const fiveDays = (n: number) => 5 * n;

/** Rows of bad data end before they start. */
const length = fc.oneof({ weight: 20, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.constant(-2) });
