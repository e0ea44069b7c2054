import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { held } from './column-values.ts';
import type { GateTable } from './gate-table.ts';
import { policy } from './policy.ts';

const ageName = /^(?:age|age_(?:at|in|years|yrs|yr|months|days)(?:_.*)?|.*_age|.*_age_(?:years|months|days))$/;

export const isAge = (name: string): boolean => ageName.test(name);

const unitOf = (name: string) => (/_days?(?:_|$)/.test(name) ? 365.25 : /_months?(?:_|$)/.test(name) ? 12 : 1);

/**
 * What the held values of an age column give away: ages above the oldest publishable one, and ages so exact (days, or
 * years with two decimals) that with the date of the event they give the day of birth.
 */
export async function agesOf(
  name: string,
  connection: Connection,
  context: JobContext,
): Promise<{ above: boolean; exact: boolean }> {
  const unit = unitOf(name);
  const { above, fine, all } = await connection.one<{ above: number; fine: number; all: number }>(
    `SELECT count(*) FILTER (x > ${policy.oldestAge + 1} - 1 / ${unit} AND x < 130) AS above,
       count(*) FILTER (abs(x * ${unit} - round(x * ${unit}, 1)) > 1e-6) AS fine, count(x) AS all
     FROM (SELECT TRY_CAST(v AS DOUBLE) / ${unit} AS x FROM ${held})`,
    [],
    context,
  );
  return { above: above > 0, exact: all > 0 && (unit > 12 || fine / all > 0.5) };
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
  const seen = lastYearSql(tables);
  if (!born || !seen) return 0;
  const sql = `SELECT count(DISTINCT p.id) AS n FROM (${born}) p JOIN (${seen}) s USING (id)
    WHERE s.seen - p.value > ${policy.oldestAge}`;
  return (await connection.one<{ n: number }>(sql, [], context)).n;
}

/** SQL: each person's `id` and the last year in which they were `seen`; null where nothing tells. */
export function lastYearSql(tables: readonly Datable[]): string | null {
  const seen = lastSeen.flatMap(([table, name]) => column(tables, table, name, 'DATE') ?? []);
  return seen.length ? `SELECT id, max(year(value)) AS seen FROM (${seen.join(' UNION ALL ')}) GROUP BY id` : null;
}

type Datable = Pick<GateTable, 'name'> & {
  readonly parts: readonly Pick<GateTable['parts'][number], 'relation' | 'columns'>[];
};

function column(tables: readonly Datable[], table: string, name: string, type: string): string | null {
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
