import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { held } from './column-values.ts';
import type { GateTable } from './gate-table.ts';
import { policy } from './policy.ts';

const ageName = /^(?:age|age_(?:at|in|years|yrs|yr)(?:_.*)?|.*_age)$/;

export const isAge = (name: string): boolean => ageName.test(name);

/** How many of the held values of an age column lie above the oldest publishable age. */
export async function agesAbove(connection: Connection, context: JobContext): Promise<number> {
  const sql = `SELECT count(*) AS n FROM ${held} WHERE TRY_CAST(v AS DOUBLE) > ${policy.oldestAge} AND TRY_CAST(v AS DOUBLE) < 130`;
  return (await connection.one<{ n: number }>(sql, [], context)).n;
}

/** Dates that place a person in time, the first that is there: observed until, died, visited. */
const lastSeen: readonly [table: string, column: string][] = [
  ['observation_period', 'observation_period_end_date'],
  ['death', 'death_date'],
  ['visit_occurrence', 'visit_start_date'],
];

/** Persons of an OMOP dataset whose records go on past the oldest publishable age: their year of birth shows it. */
export async function personsAbove(
  tables: readonly GateTable[],
  connection: Connection,
  context: JobContext,
): Promise<number> {
  const born = column(tables, 'person', 'year_of_birth', 'INTEGER');
  const seen = lastSeen.flatMap(([table, name]) => column(tables, table, name, 'DATE') ?? []);
  if (!born || seen.length === 0) return 0;
  const sql = `SELECT count(DISTINCT p.id) AS n FROM (${born}) p JOIN (${seen.join(' UNION ALL ')}) s USING (id)
    WHERE year(s.value) - p.value > ${policy.oldestAge}`;
  return (await connection.one<{ n: number }>(sql, [], context)).n;
}

function column(tables: readonly GateTable[], table: string, name: string, type: string): string | null {
  const parts = tables.find((candidate) => candidate.name === table)?.parts ?? [];
  const selects = parts.flatMap((part) => {
    const own = (wanted: string) => part.columns.find((c) => c.name.trim().toLowerCase() === wanted)?.name;
    const [id, value] = [own('person_id'), own(name)];
    if (!id || !value) return [];
    return [
      `SELECT TRY_CAST(${identifier(id)} AS BIGINT) AS id, TRY_CAST(${identifier(value)} AS ${type}) AS value FROM ${part.relation}`,
    ];
  });
  return selects.length ? selects.join(' UNION ALL ') : null;
}
