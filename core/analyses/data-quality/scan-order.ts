import { type HeldTable, inDataset } from './cdm-dataset.ts';
import type { Desk } from './desk.ts';

/** How a table's rows stand one after the other. */
export interface RowOrder {
  /** True where each key is above the one before: then each is there once. */
  readonly isKeyed: boolean;
  /** True where the rows of a person stand together, persons ascending. */
  readonly isByPerson: boolean;
  readonly persons: number | null;
}

export const keyOf = ({ spec, columns }: HeldTable): string | null => {
  const key = spec.name === 'death' ? 'person_id' : `${spec.name}_id`;
  return columns.has(key) ? key : null;
};

/** Keys and persons mostly stand in their order: then neither need be remembered to be counted. One scan of two columns. */
export async function scanOrder(table: HeldTable, desk: Desk): Promise<RowOrder> {
  const key = keyOf(table);
  const hasPerson = table.columns.has('person_id');
  if (!key && !hasPerson) return { isKeyed: false, isByPerson: false, persons: null };
  const own = [
    ...(key ? [`${key} AS k, lag(${key}) OVER () AS k0`] : []),
    ...(hasPerson ? ['person_id AS p, lag(person_id) OVER () AS p0'] : []),
  ];
  const counts = [
    key ? 'count(*) FILTER (WHERE k <= k0 OR k IS NULL)' : 'NULL',
    ...(hasPerson
      ? ['count(*) FILTER (WHERE p < p0 OR p IS NULL)', 'count(*) FILTER (WHERE p IS DISTINCT FROM p0)']
      : ['NULL', 'NULL']),
  ];
  const sql = `SELECT ${counts.map((count, i) => `${count} AS n${i}`).join(', ')}\nFROM (SELECT ${own.join(', ')} FROM ${inDataset(table.name)})`;
  desk.sql.push(sql);
  const { n0, n1, n2 } = await desk.connection.one<Record<string, number | null>>(sql, [], desk.context);
  const isByPerson = hasPerson && n1 === 0;
  return { isKeyed: n0 === 0, isByPerson, persons: isByPerson ? n2! : hasPerson ? await personsIn(table, desk) : null };
}

async function personsIn(table: HeldTable, desk: Desk): Promise<number> {
  const sql = `SELECT count(DISTINCT person_id) AS n FROM ${inDataset(table.name)}`;
  desk.sql.push(sql);
  return (await desk.connection.one<{ n: number }>(sql, [], desk.context)).n;
}
