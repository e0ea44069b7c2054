import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { CdmTable } from '../../importers/omop/cdm/table.ts';
import { cdmTables as specified } from '../../importers/omop/cdm/tables.ts';

export interface HeldTable {
  readonly spec: CdmTable;
  /** Name as the dataset writes it. */
  readonly name: string;
  /** Column types by lower-case name. */
  readonly columns: ReadonlyMap<string, string>;
  readonly rows: number;
}

/** The CDM tables that a dataset has, with their columns and rows, by lower-case name. */
export async function heldTables(connection: Connection, context: JobContext): Promise<Map<string, HeldTable>> {
  const columns = await connection.rows<{ t: string; c: string; type: string }>(
    "SELECT table_name AS t, lower(column_name) AS c, data_type AS type FROM duckdb_columns() WHERE database_name = 'cdm' AND schema_name = 'main' ORDER BY table_name, column_index",
  );
  const held = new Map<string, HeldTable>();
  for (const name of new Set(columns.map(({ t }) => t))) {
    const spec = specified.get(name.toLowerCase());
    if (!spec) continue;
    const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${inDataset(name)}`, [], context);
    const own = columns.filter(({ t }) => t === name).map(({ c, type }) => [c, type] as const);
    held.set(spec.name, { spec, name, columns: new Map(own), rows: n });
  }
  return held;
}

export const inDataset = (table: string): string => `cdm.main.${identifier(table)}`;

const birth = (columns: ReadonlyMap<string, string>): string => {
  const day = columns.has('birth_datetime') ? 'CAST(min(birth_datetime) AS DATE)' : 'NULL';
  const part = (column: string, most: number) =>
    columns.has(column) ? `coalesce(CASE WHEN min(${column}) BETWEEN 1 AND ${most} THEN min(${column}) END, 1)` : '1';
  const year = columns.has('year_of_birth')
    ? 'CASE WHEN min(year_of_birth) BETWEEN 1 AND 9999 THEN min(year_of_birth) END'
    : 'NULL';
  return `coalesce(${day}, make_date(${year}, ${part('month_of_birth', 12)}, ${part('day_of_birth', 28)}))`;
};

/** One row a person: the earliest day of birth that what is known allows, and the day of death. `from` names the tables. */
export function personsSql(held: ReadonlyMap<string, HeldTable>, from: (table: string) => string): string {
  const person = held.get('person')!;
  const death = held.get('death');
  const died = death?.rows
    ? `LEFT JOIN (SELECT person_id, min(death_date) AS died FROM ${from('death')} GROUP BY person_id) AS d USING (person_id)`
    : 'CROSS JOIN (SELECT CAST(NULL AS DATE) AS died) AS d';
  return `SELECT b.person_id, b.born, d.died
FROM (SELECT person_id, ${birth(person.columns)} AS born FROM ${from('person')} GROUP BY person_id) AS b
${died}`;
}

/** Puts table names and the day into a rule's SQL: in the scan those of the dataset, in the rows' SQL those of the SQL room. */
export const placed = (sql: string, from: (table: string) => string, today: string): string =>
  sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) => (name === 'today' ? `DATE ${literal(today)}` : from(name)));
