import { identifier } from '../engine/sql-text.ts';
import type { GateTable } from './gate-table.ts';
import { policy } from './policy.ts';

/** Share of a table's rows that are looked at: 1 up to the policy's size. */
export function sampleShare(table: GateTable): number {
  const rows = table.parts.reduce((sum, part) => sum + part.rows, 0);
  return rows <= policy.wholeRows ? 1 : policy.wholeRows / rows;
}

/** SQL for the non-empty values of one column as text `v`, over all parts of the table, sampled where it is large. */
export function valuesOf(table: GateTable, column: string): string {
  const share = sampleShare(table);
  const sample = share < 1 ? ` USING SAMPLE ${(share * 100).toFixed(4)}% (system, 42)` : '';
  const selects = table.parts.flatMap((part) => {
    const own = part.columns.find(({ name }) => name.trim().toLowerCase() === column.trim().toLowerCase());
    return own ? [`SELECT CAST(${identifier(own.name)} AS VARCHAR) AS v FROM ${part.relation}${sample}`] : [];
  });
  return `(SELECT v FROM (${selects.map((sql) => `(${sql})`).join(' UNION ALL ')}) WHERE v IS NOT NULL AND trim(v) <> '')`;
}
