import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { type JobContext, quiet } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { dataFileKeyAt } from '../vault/open-vaults.ts';
import type { Connection } from './database.ts';
import { identifier, literal } from './sql-text.ts';

/** 256 bits that DuckDB encrypts a file with (AES-256-GCM). */
export type FileKey = Uint8Array;

/** A DuckDB file as it is attached. */
export interface DataFile {
  readonly path: string;
  readonly catalog: string;
  /** Where none is given, that of the encrypted study in which the file is a dataset; there is none for another file. */
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
  asked: DataFile,
  context: JobContext = quiet,
): Promise<void> {
  const file = { ...asked, key: asked.key ?? dataFileKeyAt(asked.path) };
  await connection.run(`DETACH DATABASE IF EXISTS ${identifier(file.catalog)}`, [], context);
  try {
    await attach(connection, file, ['READ_ONLY'], context);
  } catch (error) {
    const failure = Failure.from(error);
    if (!file.key || !(failure.code === 'integrity' || failure.details.kind === 'IO')) throw failure;
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
  const key = (await writesNothingPlain(connection)) ? randomBytes(32) : null;
  await attachForWriting(connection, { path, catalog, key });
}

/** True of an instance with `sealing` settings: nobody who works on it may leave a plain copy on the disk either. */
export async function writesNothingPlain(connection: Connection): Promise<boolean> {
  const { sealed } = await connection.one<{ sealed: boolean }>(
    "SELECT current_setting('temp_file_encryption')::BOOLEAN AS sealed",
  );
  return sealed;
}

/**
 * What one key may encrypt: DuckDB draws a nonce for each of the 65,536 blocks of so many bytes from a generator that it
 * does not call secure (docs/technical/encryption.md).
 */
const mostUnderOneKey = 16 * 2 ** 30;

/** @throws Failure `unsupported` where an encrypted file grew past what one key may encrypt. */
export function requireWithinOneKey(path: string, most = mostUnderOneKey): void {
  if (statSync(path).size <= most) return;
  throw new Failure(
    'unsupported',
    'The dataset takes more than 16 GB, which is the most that an encrypted study holds in one dataset. Import it in parts, or into a study without a passphrase on an encrypted disk.',
  );
}
