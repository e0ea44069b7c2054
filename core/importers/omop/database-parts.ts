import { open } from 'node:fs/promises';
import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import { attachForReading } from '../../engine/data-file.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import { reading } from '../reading/read-failure.ts';
import type { SourceFile } from '../source-files.ts';
import { cdmTables } from './cdm/tables.ts';

const catalog = 'source_database';

/** True where the file begins as a DuckDB database does: checksum, then `DUCK`. */
export async function isDuckDb(file: SourceFile): Promise<boolean> {
  const handle = await open(file.path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0).finally(() => handle.close());
  return bytesRead === 12 && buffer.toString('latin1', 8, 12) === 'DUCK';
}

interface Found {
  readonly schema: string;
  readonly table: string;
}

/**
 * Attaches a DuckDB file READ_ONLY and gives its CDM tables, from the schema that holds most of them, with the names
 * of the tables it leaves aside.
 */
export async function databaseParts(
  file: SourceFile,
  connection: Connection,
  context: JobContext,
): Promise<{ parts: Map<string, SourcePart>; ignored: string[] }> {
  await reading([file], () => attachForReading(connection, { path: file.path, catalog }, context));
  const found = await connection.rows<{ schema: string; table: string }>(
    `SELECT schema_name AS schema, table_name AS "table" FROM duckdb_tables() WHERE database_name = $1
     UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = $1 AND NOT internal ORDER BY ALL`,
    [catalog],
  );
  const schema = fullestSchema(found);
  if (schema === null) {
    throw new Failure('unsupported', `“${file.name}” is a DuckDB database without a table of the OMOP CDM.`);
  }
  const parts = new Map<string, SourcePart>();
  const ignored: string[] = [];
  for (const entry of found) {
    const name = entry.table.toLowerCase();
    if (entry.schema === schema && cdmTables.has(name))
      parts.set(name, await tablePart(file, entry, connection, context));
    else ignored.push(`${file.name}: ${entry.schema}.${entry.table}`);
  }
  return { parts, ignored };
}

function fullestSchema(found: readonly Found[]): string | null {
  const counts = new Map<string, number>();
  for (const { schema, table } of found) {
    if (cdmTables.has(table.toLowerCase())) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  return [...counts].reduce<[string, number] | null>((a, b) => (a && a[1] >= b[1] ? a : b), null)?.[0] ?? null;
}

async function tablePart(
  file: SourceFile,
  at: Found,
  connection: Connection,
  context: JobContext,
): Promise<SourcePart> {
  const relation = `${catalog}.${identifier(at.schema)}.${identifier(at.table)}`;
  return reading([file], async () => ({
    files: [file],
    relation,
    numbered: async () =>
      `(SELECT *, ${literal(file.name)} AS __file, row_number() OVER () AS __line FROM ${relation})`,
    columns: await connection.describe(`SELECT * FROM ${relation}`),
    rows: (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${relation}`, [], context)).n,
    unfit: null,
    broken: null,
  }));
}
