/** A row of a CDM table: dates as `YYYY-MM-DD`; what a row leaves out is missing. */
export type Row = Readonly<Record<string, string | number | null | undefined>>;

/** The rows of each CDM table; a table that is left out is empty. */
export type Population = Readonly<Record<string, readonly Row[]>>;

/** What is known of one person: everything in a cohort but the vocabulary is asked person by person. */
export interface PersonWorld {
  readonly personId: number;
  /** The person's own rows of each table. */
  readonly own: Population;
  readonly population: Population;
  readonly conceptSets: ReadonlyMap<number, ReadonlySet<number>>;
}

/** The rows of each person who was ever observed. */
export function byPerson(population: Population): ReadonlyMap<number, Population> {
  const persons = new Map<number, Record<string, Row[]>>();
  for (const { person_id } of population.observation_period ?? []) persons.set(Number(person_id), {});
  for (const [table, rows] of Object.entries(population))
    for (const row of rows) {
      const own = persons.get(Number(row.domain_id === 'PERSON' ? row.entity_id : row.person_id));
      if (own === undefined) continue;
      own[table] ??= [];
      own[table].push(row);
    }
  return persons;
}

/** The person's rows of a table. */
export function rowsOf({ own }: PersonWorld, table: string): readonly Row[] {
  return own[table] ?? [];
}

export function personRow(world: PersonWorld): Row | undefined {
  return rowsOf(world, 'person')[0];
}

/** The row of a table with this value in its key column; undefined where the key is missing or not there. */
export function lookUp(rows: readonly Row[], key: string, value: Row[string]): Row | undefined {
  return value === null || value === undefined ? undefined : rows.find((row) => row[key] === value);
}

export function numberIn(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === 'number' ? value : null;
}

export function textIn(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}
