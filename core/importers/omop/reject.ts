import type { JobContext } from '../../../contract/context.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { LoadOptions, SourcePart } from '../importer.ts';
import { reading } from '../reading/read-failure.ts';
import type { SourceFile } from '../source-files.ts';
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

/** Text or typed rows with `__file` and `__line`, among which some may not fit. */
export interface Suspects {
  readonly table: string;
  readonly files: readonly SourceFile[];
  readonly numbered: string;
  readonly columns: readonly ColumnType[];
  readonly casts: readonly Cast[];
}

/** Rows with a value that does not fit or a missing required one, with each reason. Gives how many there are. */
export async function rejectUnfit(
  { table, files, numbered, columns, casts }: Suspects,
  { connection, catalog, isDropped }: LoadOptions,
  context: JobContext,
): Promise<number> {
  const tests = casts.map(({ fails }, i) => fails?.(`__t${i}`) ?? null);
  const values = casts.map(({ value }, i) => `${value} AS __t${i}`);
  const reasons = casts.map(({ reason }, i) => `CASE WHEN ${tests[i] ?? 'false'} THEN ${reason} END`);
  const kept = columns.filter(({ name }) => !isDropped(table, name));
  const row = kept.map(({ name }) => `${literal(name)}, ${identifier(name)}`).join(', ');
  const into = `${catalog}.rejected.${identifier(table)}`;
  const count = async () => (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${into}`)).n;
  const before = await count();
  const sql = `INSERT INTO ${into}
    SELECT concat_ws('; ', ${reasons.join(', ')}), __file, __line, CAST(json_object(${row}) AS VARCHAR)
    FROM (SELECT *, ${values.join(', ')} FROM ${numbered})
    WHERE ${tests.filter((test) => test !== null).join(' OR ')}`;
  await reading(files, () => connection.run(sql, [], context));
  return (await count()) - before;
}
