import type { Definition } from './circe.ts';
import { evaluate } from './evaluate.ts';
import type { Warehouse } from './generated.ts';
import type { Population } from './population.ts';

/** The first definition that the two answer differently, with all that is needed to look into it; else null. */
export async function difference(
  warehouse: Warehouse,
  population: Population,
  definitions: readonly Definition[],
): Promise<string | null> {
  await warehouse.fill(population);
  const generated = await warehouse.generate(definitions);
  for (const [i, definition] of definitions.entries()) {
    const naive = evaluate(population, definition);
    if (JSON.stringify(naive) === JSON.stringify(generated[i])) continue;
    return [
      'The generated SQL and the naive evaluator differ.',
      `definition: ${JSON.stringify(definition)}`,
      `population: ${JSON.stringify(withoutEmpty(population))}`,
      `naive:      ${JSON.stringify(naive)}`,
      `generated:  ${JSON.stringify(generated[i])}`,
    ].join('\n');
  }
  return null;
}

function withoutEmpty(population: Population): Population {
  return Object.fromEntries(Object.entries(population).filter(([, rows]) => rows.length > 0));
}
