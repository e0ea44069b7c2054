import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { attachScratch, writesNothingPlain } from '../../engine/data-file.ts';
import type { Connection } from '../../engine/database.ts';

/** The connection's own private spill folder, or null where it has none. */
export async function spillFolder(connection: Connection): Promise<string | null> {
  const { folder } = await connection.one<{ folder: string | null }>(
    "SELECT current_setting('temp_directory') AS folder",
  );
  return folder && isAbsolute(folder) && existsSync(folder) ? folder : null;
}

/** A folder for plain copies of what is read, or null: an import into an encrypted study makes none. */
export const plainCopyFolder = async (connection: Connection): Promise<string | null> =>
  (await writesNothingPlain(connection)) ? null : spillFolder(connection);

/**
 * Where rows of text files are held between plan and load: a database file in the connection's own private spill
 * folder, since DuckDB compresses a file but not what it spills; in memory where there is no such folder.
 */
export async function stageCatalog(connection: Connection): Promise<string> {
  const { attached } = await connection.one<{ attached: number }>(
    "SELECT count(*) AS attached FROM duckdb_databases() WHERE database_name = 'stage'",
  );
  if (attached > 0) return 'stage';
  const folder = await spillFolder(connection);
  if (!folder) return 'temp';
  const path = join(folder, `stage-${randomBytes(6).toString('hex')}.duckdb`);
  await attachScratch(connection, path, 'stage');
  return 'stage';
}
