import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { difference } from './difference.ts';
import { openWarehouse, type Warehouse } from './generated.ts';
import { onCohort } from './on-cohort.ts';
import { randomDefinition } from './random-definition.ts';
import { randomPopulation } from './random-population.ts';

/** Another seed and more runs: `STILLROOM_SEED=7 STILLROOM_RUNS=500 npx vitest run tests/naive`. */
const seed = Number(process.env.STILLROOM_SEED ?? 20_000_101);
const numRuns = Number(process.env.STILLROOM_RUNS ?? 20);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.close());

const definitions = fc.array(randomDefinition, { minLength: 1, maxLength: 10, size: 'max' });

async function expectNoDifference<T extends [unknown, ...unknown[]]>(
  property: fc.IAsyncPropertyWithHooks<T>,
  runs: number,
): Promise<void> {
  const details = await fc.check(property, { seed, numRuns: runs });
  if (details.failed) throw new Error(`${details.errorInstance}\nseed: ${seed}, ${details.numShrinks} steps smaller`);
  expect(details.numRuns).toBe(runs);
}

const mostTime = 3_600_000;

test(
  'the generated SQL answers as the naive evaluator does',
  () =>
    expectNoDifference(
      fc.asyncProperty(randomPopulation, definitions, async (population, some) => {
        const found = await difference(warehouse, population, some);
        if (found !== null) throw new Error(found);
      }),
      numRuns,
    ),
  mostTime,
);

test(
  'so do definitions that build on other cohorts',
  () =>
    expectNoDifference(
      fc.asyncProperty(
        randomPopulation,
        randomDefinition,
        randomDefinition,
        definitions,
        async (population, ...drawn) => {
          const [first, other, some] = drawn;
          const others = { first, second: onCohort(other, 'first') };
          const built = some.map((definition, i) => onCohort(definition, i % 2 === 0 ? 'first' : 'second'));
          const found = await difference(warehouse, population, built, others);
          if (found !== null) throw new Error(found);
        },
      ),
      Math.ceil(numRuns / 4),
    ),
  mostTime,
);
