import type { JobContext } from '../../../contract/context.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { LoadOptions, SourcePart } from '../importer.ts';
import { reading } from '../reading/read-failure.ts';
import type { Cast } from './cast.ts';

/** `rejected.<table>`: why, in which file, on which line, and the row itself as JSON where it could be read as a row. */
export const createRejected = (catalog: string, table: string): string =>
  `CREATE TABLE ${catalog}.rejected.${identifier(table)} (reason VARCHAR, file VARCHAR, line BIGINT, "row" VARCHAR)`;

/**
 * Lines that could not be read as rows. Their text is not kept: the gate could not look into it.
 */
export async function moveBroken(
  { broken }: SourcePart,
  table: string,
  { connection, catalog }: LoadOptions,
  context: JobContext,
): Promise<void> {
  if (!broken || broken.rows === 0) return;
  const sql = `INSERT INTO ${catalog}.rejected.${identifier(table)}
    SELECT reason, file, line, NULL FROM ${broken.table} ORDER BY line`;
  await connection.run(sql, [], context);
}

interface Unfit {
  readonly part: SourcePart;
  readonly table: string;
  readonly casts: readonly Cast[];
}

/** Rows with a value that does not fit or a missing required one, with each reason. Gives how many there are. */
export async function rejectUnfit(
  { part, table, casts }: Unfit,
  { connection, catalog, isDropped }: LoadOptions,
  context: JobContext,
): Promise<number> {
  const failing = casts.filter((cast) => cast.fails !== null);
  const reasons = failing.map((cast) => `CASE WHEN ${cast.fails} THEN ${cast.reason} END`);
  const kept = part.columns.filter(({ name }) => !isDropped(table, name));
  const row = kept.map(({ name }) => `${literal(name)}, ${identifier(name)}`).join(', ');
  const into = `${catalog}.rejected.${identifier(table)}`;
  const before = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${into}`);
  const sql = `INSERT INTO ${into}
    SELECT concat_ws('; ', ${reasons.join(', ')}), __file, __line, CAST(json_object(${row}) AS VARCHAR)
    FROM ${await part.numbered()} WHERE ${failing.map((cast) => cast.fails).join(' OR ')}`;
  await reading(part.files, () => connection.run(sql, [], context));
  const after = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${into}`);
  return after.n - before.n;
}
