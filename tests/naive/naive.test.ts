import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { difference } from './difference.ts';
import { openWarehouse, type Warehouse } from './generated.ts';
import { randomDefinition } from './random-definition.ts';
import { randomPopulation } from './random-population.ts';

/** Another seed and more runs: `STILLROOM_SEED=7 STILLROOM_RUNS=500 npx vitest run tests/naive`. */
const seed = Number(process.env.STILLROOM_SEED ?? 20_000_101);
const numRuns = Number(process.env.STILLROOM_RUNS ?? 30);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.close());

test('the generated SQL answers as the naive evaluator does', async () => {
  const definitions = fc.array(randomDefinition, { minLength: 1, maxLength: 10, size: 'max' });
  const details = await fc.check(
    fc.asyncProperty(randomPopulation, definitions, async (population, some) => {
      const found = await difference(warehouse, population, some);
      if (found !== null) throw new Error(found);
    }),
    { seed, numRuns },
  );
  if (details.failed) throw new Error(`${details.errorInstance}\nseed: ${seed}, ${details.numShrinks} steps smaller`);
  expect(details.numRuns).toBe(numRuns);
}, 3_600_000);
