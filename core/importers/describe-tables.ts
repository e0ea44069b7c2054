import type { JobContext } from '../../contract/context.ts';
import type { DatasetTable } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import type { LoadedTable } from './importer.ts';

/** Years outside are typing errors or placeholders (0001, 9999); they would flatten the density strip. */
const plausible = { first: 1900, last: 2100 } as const;

/** Columns, years and rows per year of every loaded table, for the manifest. */
export async function describeTables(
  tables: readonly LoadedTable[],
  catalog: string,
  connection: Connection,
  context: JobContext,
): Promise<DatasetTable[]> {
  const out: DatasetTable[] = [];
  for (const { name, rows, rejected, date } of tables) {
    const from = `${catalog}.main.${identifier(name)}`;
    const columns = await connection.describe(`SELECT * FROM ${from}`);
    const perYear = date && rows > 0 ? await rowsPerYear(from, date, connection, context) : [];
    const [first, last] = [perYear[0]?.year, perYear.at(-1)?.year];
    const counts = new Map(perYear.map(({ year, n }) => [year, n]));
    const years: [number, number] | null = first === undefined || last === undefined ? null : [first, last];
    const density = years
      ? Array.from({ length: years[1] - years[0] + 1 }, (_, i) => counts.get(years[0] + i) ?? 0)
      : [];
    out.push({ name, rows, rejected, columns, years, density });
  }
  return out;
}

function rowsPerYear(from: string, date: string, connection: Connection, context: JobContext) {
  return connection.rows<{ year: number; n: number }>(
    `SELECT year(${identifier(date)}) AS year, count(*) AS n FROM ${from}
     GROUP BY 1 HAVING year BETWEEN ${plausible.first} AND ${plausible.last} ORDER BY 1`,
    [],
    context,
  );
}
