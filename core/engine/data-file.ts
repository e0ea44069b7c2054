import { randomBytes } from 'node:crypto';
import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from './database.ts';
import { identifier, literal } from './sql-text.ts';

/** 256 bits that DuckDB encrypts a file with (AES-256-GCM). */
export type FileKey = Uint8Array;

/** A DuckDB file as it is attached. Without a key it is a plain file. */
export interface DataFile {
  readonly path: string;
  readonly catalog: string;
  readonly key?: FileKey | null | undefined;
  /** Rows of a row group, where DuckDB's own number is too coarse. */
  readonly rowGroup?: number | undefined;
}

/** The key goes as a bound parameter, so that it stands in no statement text. */
async function attach(
  connection: Connection,
  { path, catalog, key }: DataFile,
  options: readonly string[],
  context: JobContext,
): Promise<void> {
  const all = key ? [...options, 'ENCRYPTION_KEY $1'] : options;
  const params = key ? [Buffer.from(key).toString('base64')] : [];
  const given = all.length > 0 ? ` (${all.join(', ')})` : '';
  await connection.run(`ATTACH ${literal(path)} AS ${identifier(catalog)}${given}`, params, context);
}

/**
 * Attaches a file READ_ONLY, in place of another of that catalog name. This and `attachForWriting` are the only ways to
 * a DuckDB file beside an instance's own.
 *
 * @throws Failure `integrity` where the file does not open with its key.
 */
export async function attachForReading(
  connection: Connection,
  file: DataFile,
  context: JobContext = quiet,
): Promise<void> {
  await connection.run(`DETACH DATABASE IF EXISTS ${identifier(file.catalog)}`, [], context);
  try {
    await attach(connection, file, ['READ_ONLY'], context);
  } catch (error) {
    const failure = Failure.from(error);
    if (!file.key || failure.details.kind !== 'Invalid Input') throw failure;
    throw new Failure(
      'integrity',
      `“${file.path}” does not open with its key: the file was changed, or is not this study's. Restore it from a copy.`,
      {},
      { cause: failure },
    );
  }
}

/** Attaches a file that is being made. With a key the instance must have been opened with `sealing` settings. */
export const attachForWriting = (connection: Connection, file: DataFile, context: JobContext = quiet): Promise<void> =>
  attach(connection, file, file.rowGroup ? [`ROW_GROUP_SIZE ${file.rowGroup}`] : [], context);

/**
 * Attaches a file that nobody reads again once the instance is closed. Where the instance encrypts what it spills, the
 * file gets a key of its own that is kept nowhere.
 */
export async function attachScratch(connection: Connection, path: string, catalog: string): Promise<void> {
  const { sealed } = await connection.one<{ sealed: boolean }>(
    "SELECT current_setting('temp_file_encryption')::BOOLEAN AS sealed",
  );
  await attachForWriting(connection, { path, catalog, key: sealed ? randomBytes(32) : null });
}
