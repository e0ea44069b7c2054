import type { JobContext } from '../../../contract/context.ts';
import type { ReadAccount } from '../../../contract/data.ts';
import { literal } from '../../engine/sql-text.ts';
import { mappings } from './mappings.ts';
import type { Stage } from './stage.ts';

/** By type of resource: how many were read, loaded and rejected, and why. */
export async function accountsOf({ name, connection }: Stage, context: JobContext): Promise<ReadAccount[]> {
  const counts = await connection.rows<{ source: string; loaded: number; rejected: number }>(
    `SELECT type AS source, count(*) FILTER (kept) AS loaded, count(*) FILTER (NOT kept) AS rejected
     FROM (SELECT type, true AS kept FROM ${name('resources')} UNION ALL SELECT type, false FROM ${name('refused')})
     GROUP BY 1 ORDER BY 1`,
    [],
    context,
  );
  const reasons = await connection.rows<{ source: string; reason: string; n: number }>(
    `SELECT type AS source, reason, count(*) AS n FROM ${name('refused')} GROUP BY ALL ORDER BY n DESC, reason`,
    [],
    context,
  );
  return counts.map(({ source, loaded, rejected }) => ({
    source,
    read: loaded + rejected,
    loaded,
    rejected,
    reasons: reasons.filter((one) => one.source === source).map(({ reason, n }) => ({ reason, n })),
  }));
}

/** Types of resource whose refusals are counted under a table of the CDM. */
const typesOf = (table: string): string[] =>
  [...mappings.values()].filter((mapping) => mapping.table === table).map(({ type }) => type);

const among = (types: readonly string[]): string => `list_contains([${types.map(literal).join(', ')}], type)`;

/** What was refused of the resources that a table is made of, as its broken lines; null where nothing was. */
export async function rejectedTable(
  table: string,
  { name, connection }: Stage,
  context: JobContext,
): Promise<{ readonly table: string; readonly rows: number } | null> {
  const types = typesOf(table);
  if (types.length === 0) return null;
  const relation = `(SELECT file, line, reason FROM ${name('refused')} WHERE ${among(types)})`;
  const { rows } = await connection.one<{ rows: number }>(`SELECT count(*) AS rows FROM ${relation}`, [], context);
  return rows > 0 ? { table: relation, rows } : null;
}

/** SQL for lines that are no resource and resources that no table takes: (type, file, line, reason). */
export const otherRefused = (refused: string): string =>
  `SELECT type, file, line, reason FROM ${refused} WHERE NOT ${among([...mappings.keys()])} ORDER BY rid, file, line`;
