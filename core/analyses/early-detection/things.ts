import type { BuiltColumn } from '../../features/matrix.ts';
import type { ModelTable } from '../../inference/table.ts';

/** What one or more columns are about, such as all statistics of one measurement. */
export interface Thing {
  readonly what: string;
  readonly domain: string;
  /** Places of its columns in the model's table. */
  readonly places: readonly number[];
  /** Different persons with a record of it: a value, or more than none. */
  readonly persons: number;
}

const always = 'person';

/** The columns put together by what they are about, in their order. The model’s table may lack some of them. */
export function thingsOf(columns: readonly BuiltColumn[], table: ModelTable): Thing[] {
  const places = new Map(table.columns.map(({ name }, place) => [name, place]));
  const found = new Map<string, { what: string; domain: string; places: number[] }>();
  for (const { name, what, source } of columns) {
    const place = places.get(name);
    if (place === undefined) continue;
    const key = `${source.domain} ${what}`;
    const thing = found.get(key) ?? { what, domain: source.domain, places: [] };
    thing.places.push(place);
    found.set(key, thing);
  }
  return [...found.values()].map((thing) => ({ ...thing, persons: personsWith(thing, table) }));
}

function personsWith({ places, domain }: { places: readonly number[]; domain: string }, table: ModelTable): number {
  const zeroCounts = domain === always || domain === 'measurement';
  const isOnRecord = (value: number) => !Number.isNaN(value) && (zeroCounts || value !== 0);
  const persons = new Set<number>();
  for (const place of places)
    table.columns[place]!.values.forEach((value, row) => {
      if (isOnRecord(value)) persons.add(table.groups![row]!);
    });
  return persons.size;
}
