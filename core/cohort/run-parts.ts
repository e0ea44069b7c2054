import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import { identifier } from '../engine/sql-text.ts';
import { qualified } from './sql/scope.ts';

interface Parts {
  /** Catalog and schema of the CDM. */
  readonly cdm: string;
  /** The tables that will be read. */
  readonly tables: readonly string[];
  readonly count: number;
}

let schemas = 0;

/**
 * Calls `work` for one part of the persons after another, with the name of a schema in which every table of persons
 * holds the rows of that part alone, and the others all of theirs. The parts hold about as many observation periods
 * each. What a cohort says of a person rests on that person's records only, so the rows of all parts are the cohort's
 * rows, and the counts of all parts add up to its counts.
 */
export async function forEachPart(
  connection: Connection,
  { cdm, tables, count }: Parts,
  work: (cdm: string, part: number) => Promise<void>,
  context: JobContext,
): Promise<void> {
  const source = qualified(cdm);
  const isOfPersons = new Map<string, boolean>();
  for (const table of tables) {
    const { n } = await connection.one<{ n: number }>(
      `SELECT CAST(count(*) AS INTEGER) AS n FROM (DESCRIBE ${source}.${table}) WHERE lower(column_name) = 'person_id'`,
    );
    isOfPersons.set(table, n > 0);
  }
  for (const [part, range] of (await ranges(connection, source, count, context)).entries()) {
    schemas += 1;
    const schema = `person_part_${schemas}`;
    await connection.run(`CREATE SCHEMA ${schema}`);
    try {
      for (const [table, isCut] of isOfPersons)
        await connection.run(
          `CREATE VIEW ${schema}.${identifier(table)} AS SELECT * FROM ${source}.${table}${isCut ? ` WHERE ${range}` : ''}`,
        );
      await work(schema, part);
    } finally {
      await connection.run(`DROP SCHEMA ${schema} CASCADE`);
    }
  }
}

/** Conditions that each person meets one of. */
async function ranges(connection: Connection, source: string, count: number, context: JobContext): Promise<string[]> {
  const shares = Array.from({ length: count - 1 }, (_, i) => (i + 1) / count);
  const edges = await connection.rows<{ edge: string | number }>(
    `SELECT DISTINCT CAST(unnest(approx_quantile(person_id, [${shares.join(', ')}])) AS BIGINT) AS edge
FROM ${source}.observation_period ORDER BY edge`,
    [],
    context,
  );
  return Array.from({ length: edges.length + 1 }, (_, i) =>
    [
      ...(i === 0 ? [] : [`person_id > ${edges[i - 1]!.edge}`]),
      ...(i === edges.length ? [] : [`person_id <= ${edges[i]!.edge}`]),
    ].join(' AND '),
  );
}
