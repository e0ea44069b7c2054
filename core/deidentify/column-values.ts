import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import type { GateTable } from './gate-table.ts';
import { policy } from './policy.ts';

/** Share of a table's rows that are looked at: 1 up to the policy's size. */
export function sampleShare(table: GateTable): number {
  const rows = table.parts.reduce((sum, part) => sum + part.rows, 0);
  return rows <= policy.wholeRows ? 1 : policy.wholeRows / rows;
}

/** Temp table of one column's distinct non-empty values: text `v`, and `n` rows that have it. */
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
    SELECT v, count(*) AS n FROM (${selects.join(' UNION ALL ')}) WHERE v IS NOT NULL AND trim(v) <> '' GROUP BY v`;
  await connection.run(sql, [], context);
}
