import type { JobContext } from '../../../contract/context.ts';
import { snakeCase } from '../../deidentify/column-name.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier } from '../../engine/sql-text.ts';
import type { Meaning } from './guess-meaning.ts';

export interface KeyedTable {
  readonly name: string;
  readonly relation: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly meanings: ReadonlyMap<string, Meaning>;
}

/** `column` of `table` holds the key of another table; `orphans` of its rows have none there. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly toTable: string;
  readonly toColumn: string;
  readonly orphans: number;
}

const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/s$/, '');

/** `patient_id` names itself, and the `id` of a table `patients`. */
function mayReferTo(column: string, table: string, key: string): boolean {
  const own = snakeCase(column);
  const other = snakeCase(key);
  return own === other || (/^(id|key)$/.test(other) && own === `${singular(table)}_${other}`);
}

/** Columns that hold another table's key, by name and by values: at least 19 of 20 must be there. */
export async function findReferences(
  tables: readonly KeyedTable[],
  connection: Connection,
  context: JobContext,
): Promise<Reference[]> {
  const found: Reference[] = [];
  for (const to of tables) {
    for (const key of to.columns.filter(({ name }) => to.meanings.get(name)?.role === 'key')) {
      for (const from of tables.filter((table) => table !== to)) {
        const column = from.columns.find(({ name }) => mayReferTo(name, to.name, key.name));
        if (!column || from.meanings.get(column.name)?.role === 'empty') continue;
        const { n, orphans } = await connection.one<{ n: number; orphans: number }>(
          `SELECT count(*) AS n, count(*) FILTER (k IS NULL) AS orphans
           FROM (SELECT CAST(${identifier(column.name)} AS VARCHAR) AS v FROM ${from.relation}) AS f
           LEFT JOIN (SELECT CAST(${identifier(key.name)} AS VARCHAR) AS k FROM ${to.relation}) AS t ON v = k WHERE v IS NOT NULL`,
          [],
          context,
        );
        if (n === 0 || orphans > n / 20) continue;
        found.push({ table: from.name, column: column.name, toTable: to.name, toColumn: key.name, orphans });
      }
    }
  }
  return found;
}
