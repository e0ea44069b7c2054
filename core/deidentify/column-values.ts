import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import type { GateTable } from './gate-table.ts';
import { policy } from './policy.ts';

/** Share of a table's rows that are looked at: 1 up to the policy's size. */
export function sampleShare(table: GateTable): number {
  const rows = table.parts.reduce((sum, part) => sum + part.rows, 0);
  return rows <= policy.wholeRows ? 1 : policy.wholeRows / rows;
}

/** Whether a column of whole numbers has one of eight digits or more: no shorter one is an identifier by itself. */
export async function hasLongNumbers(
  table: GateTable,
  column: string,
  connection: Connection,
  context: JobContext,
): Promise<boolean> {
  const selects = table.parts.flatMap((part) => {
    const own = part.columns.find(({ name }) => name.trim().toLowerCase() === column.trim().toLowerCase());
    return own ? [`SELECT max(TRY_CAST(${identifier(own.name)} AS HUGEINT)) AS most FROM ${part.relation}`] : [];
  });
  const { long } = await connection.one<{ long: boolean }>(
    `SELECT coalesce(max(most), 0) > 9999999 AS long FROM (${selects.join(' UNION ALL ')})`,
    [],
    context,
  );
  return long;
}

/** Counts, measures, ISO dates and the shortest of texts fit no form; setting them apart first saves most of the work. */
const plain = '-?[0-9]{1,7}|-?[0-9]{1,9}[.][0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9:.]+)?|.{1,5}';

/**
 * Temp table of one column's distinct non-empty values: text `v`, `n` rows that have it, whether its form `tells`
 * anything, and whether it has the four digits of `numbers`: one look that spares most texts many.
 */
export const held = 'temp.gate_values';

/** Fills `held` with the values of `column` over all parts of the table, sampled where it is large. */
export async function holdValues(
  table: GateTable,
  column: string,
  connection: Connection,
  context: JobContext,
): Promise<void> {
  const share = sampleShare(table);
  const sample = share < 1 ? ` USING SAMPLE ${(share * 100).toFixed(4)}% (system, 42)` : '';
  const selects = table.parts.flatMap((part) => {
    const own = part.columns.find(({ name }) => name.trim().toLowerCase() === column.trim().toLowerCase());
    return own ? [`(SELECT CAST(${identifier(own.name)} AS VARCHAR) AS v FROM ${part.relation}${sample})`] : [];
  });
  const sql = `CREATE OR REPLACE TEMP TABLE gate_values AS
    SELECT v, count(*) AS n, NOT regexp_full_match(v, ${literal(plain)}) AS tells,
      CASE WHEN tells THEN regexp_matches(v, '[0-9].*[0-9].*[0-9].*[0-9]') ELSE false END AS numbers FROM (${selects.join(' UNION ALL ')}) WHERE v IS NOT NULL AND trim(v) <> '' GROUP BY v`;
  await connection.run(sql, [], context);
}

/** What the held values are like, which says what need not be looked for in them. */
export interface HeldShape {
  /** Different values, and those of them whose form tells anything. */
  readonly distinct: number;
  readonly telling: number;
  /** Rows with a value, and those whose value has two letters in a row. */
  readonly rows: number;
  readonly worded: number;
  /** Characters of the longest. */
  readonly longest: number;
}

/** SQL: a value long or odd enough to tell anything, with two letters in a row. */
export const isWorded = "(tells OR length(v) < 6) AND regexp_matches(v, '\\p{L}{2}')";

export const shapeOfHeld = (connection: Connection, context: JobContext): Promise<HeldShape> =>
  connection.one<{ distinct: number; telling: number; rows: number; worded: number; longest: number }>(
    `SELECT count(*) AS distinct, count(*) FILTER (tells) AS telling, coalesce(max(length(v)), 0) AS longest,
       coalesce(sum(n), 0)::DOUBLE AS rows, coalesce(sum(n) FILTER (${isWorded}), 0)::DOUBLE AS worded
     FROM ${held}`,
    [],
    context,
  );
