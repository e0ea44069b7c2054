import type { Definition } from './circe.ts';
import { evaluate } from './evaluate.ts';
import type { Others, Warehouse } from './generated.ts';
import type { Population, Row } from './population.ts';

/** The first definition that the two answer differently, with all that is needed to look into it; else null. */
export async function difference(
  warehouse: Warehouse,
  population: Population,
  definitions: readonly Definition[],
  others: Others = {},
): Promise<string | null> {
  await warehouse.fill(population);
  const generated = await warehouse.generate(definitions, others);
  const withOthers = Object.entries(others).reduce(withStays, population);
  for (const [i, definition] of definitions.entries()) {
    const naive = evaluate(withOthers, definition);
    if (JSON.stringify(naive) === JSON.stringify(generated[i])) continue;
    return [
      'The generated SQL and the naive evaluator differ.',
      `definition: ${JSON.stringify(definition)}`,
      ...Object.entries(others).map(([name, other]) => `${name}: ${JSON.stringify(other)}`),
      `population: ${JSON.stringify(withoutEmpty(population))}`,
      `naive:      ${JSON.stringify(naive)}`,
      `generated:  ${JSON.stringify(generated[i])}`,
    ].join('\n');
  }
  return null;
}

/** The population with the rows of another cohort; they are numbered in the order of persons and dates. */
function withStays(population: Population, [name, definition]: readonly [string, Definition]): Population {
  const stays = evaluate(population, definition)
    .rows.map((row) => row.split(' '))
    .map(([subject, start, end]) => ({ person_id: Number(subject), cohort_start_date: start, cohort_end_date: end }))
    .toSorted(
      (a, b) => a.person_id - b.person_id || ((a.cohort_start_date ?? '') < (b.cohort_start_date ?? '') ? -1 : 1),
    );
  const rows: Row[] = stays.map((stay, i) => ({ cohort_name: name, event_id: i + 1, ...stay }));
  return { ...population, cohort: [...(population.cohort ?? []), ...rows] };
}

function withoutEmpty(population: Population): Population {
  return Object.fromEntries(Object.entries(population).filter(([, rows]) => rows.length > 0));
}
