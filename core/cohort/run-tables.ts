import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { CheckedExpression, CohortProblem } from './check.ts';
import { type TableUse, tableUses } from './expression/used-tables.ts';
import { qualified } from './sql/scope.ts';

/** Tables that were looked at: whether they hold any row. */
export type Tables = Map<string, boolean>;

export interface Reading {
  readonly expression: CheckedExpression;
  readonly tables: readonly string[];
}

/** A table that the dataset has not got is named before anything runs; one without a row is a warning. */
export async function checkTables(
  connection: Connection,
  cdm: string,
  { expression, tables }: Reading,
  known: Tables,
  context: JobContext,
): Promise<CohortProblem[]> {
  const uses = tableUses(expression);
  const asked = tables.filter((table) => !known.has(table));
  const filled = (table: string) =>
    `SELECT ${literal(table)} AS name, EXISTS (FROM ${qualified(cdm)}.${table}) AS filled`;
  const look = async (some: readonly string[]) => {
    const rows = await connection.rows(some.map(filled).join(' UNION ALL '), [], context);
    for (const row of rows) known.set(String(row.name), row.filled === true);
  };
  try {
    if (asked.length > 0) await look(asked);
  } catch {
    for (const table of asked) await look([table]).catch(missing(table, uses, context));
  }
  return uses.flatMap(({ table, path }) => (known.get(table) === false ? [nothingIn(table, path)] : []));
}

const missing =
  (table: string, uses: readonly TableUse[], { signal }: JobContext) =>
  (error: unknown) => {
    if (signal.aborted) throw error;
    const path = uses.find((use) => use.table === table)?.path ?? '$.ConceptSets';
    throw new Failure(
      'not_found',
      `The dataset has no table “${table}”, which this definition reads at ${path}. Import it, or remove the criteria that need it.`,
      { table, path },
      { cause: error },
    );
  };

const nothingIn = (table: string, path: string): CohortProblem => ({
  path,
  severity: 'warning',
  message: `The dataset’s table “${table}” is empty, so nothing is found here. Import it, or remove what needs it.`,
});
