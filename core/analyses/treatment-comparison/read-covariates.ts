import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import type { Covariate } from './subjects.ts';

/** A column to read: how SQL writes it, and its levels where it is a category. */
export interface Wanted {
  readonly name: string;
  readonly label: string;
  readonly sql: string;
  readonly categories?: readonly string[];
}

/** The most levels a category may have. */
export const mostCategories = 20;

/** The values of a text column, in order; more than `mostCategories` where there are more. */
export async function categoriesOf(
  connection: Connection,
  from: string,
  column: string,
  context: JobContext,
): Promise<string[]> {
  const rows = await connection.rows<{ value: string }>(
    `SELECT DISTINCT CAST(${column} AS VARCHAR) AS value FROM ${from} AND ${column} IS NOT NULL ORDER BY value LIMIT ${mostCategories + 1}`,
    [],
    context,
  );
  return rows.map(({ value }) => value);
}

/** How SQL writes a covariate as a number, NULL where it is missing or not finite. */
export function numberSql({ sql, categories }: Wanted): string {
  if (!categories) return `CASE WHEN isfinite(CAST(${sql} AS DOUBLE)) THEN CAST(${sql} AS DOUBLE) END`;
  const levels = categories.map((name, code) => `WHEN ${literal(name)} THEN ${code}`).join(' ');
  return `CAST(CASE CAST(${sql} AS VARCHAR) ${levels} END AS DOUBLE)`;
}

/** The columns of an answer as covariates, in the order wanted. */
export function covariatesOf(wanted: readonly Wanted[], values: readonly Float64Array[]): Covariate[] {
  return wanted.map(({ name, label, categories }, at) => ({
    name,
    label,
    kind: categories ? ('category' as const) : ('number' as const),
    values: values[at]!,
    ...(categories ? { categories } : {}),
  }));
}
