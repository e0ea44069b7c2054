import fc from 'fast-check';
import { expect, it } from 'vitest';
import { patternsOf } from './patterns.ts';
import { inOrder } from './sets.ts';
import { walkSubsets } from './subsets.ts';

const table = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }))
  .chain(([rows, values]) =>
    fc.tuple(
      ...values.map((most) =>
        fc.record({
          values: fc.constant(most),
          codes: fc
            .array(fc.integer({ min: 0, max: most }), { minLength: rows, maxLength: rows })
            .map((codes) => Int32Array.from(codes)),
        }),
      ),
    ),
  );

it('counts a set in a table, class by class or from its smaller sets to the same classes and minimal sets', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(20, 150), (columns, cells) => {
      const patterns = patternsOf(columns[0]!.codes.length, columns);
      const [inTable, byClass, mixed] = [undefined, 0, cells].map((most) => {
        const { sets, ...unique } = walkSubsets(patterns, [], 3, () => {}, most);
        return { sets: inOrder(sets), ...unique };
      });
      expect(inTable).toEqual(byClass);
      expect(mixed).toEqual(byClass);
    }),
    { numRuns: 40 },
  );
});
