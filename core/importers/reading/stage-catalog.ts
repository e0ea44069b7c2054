import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Connection } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';

/**
 * Where rows of text files are held between plan and load: a database file in the connection's own private spill
 * folder, since DuckDB compresses a file but not what it spills; in memory where there is no such folder.
 */
export async function stageCatalog(connection: Connection): Promise<string> {
  const { attached, folder } = await connection.one<{ attached: number; folder: string | null }>(
    `SELECT (SELECT count(*) FROM duckdb_databases() WHERE database_name = 'stage') AS attached,
            current_setting('temp_directory') AS folder`,
  );
  if (attached > 0) return 'stage';
  if (!folder || !isAbsolute(folder) || !existsSync(folder)) return 'temp';
  const path = join(folder, `stage-${randomBytes(6).toString('hex')}.duckdb`);
  await connection.run(`ATTACH ${literal(path)} AS stage`);
  return 'stage';
}
