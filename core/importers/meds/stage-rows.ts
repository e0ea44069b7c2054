import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import type { ColumnType } from '../../engine/result.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import { reading } from '../reading/read-failure.ts';
import { sqlPaths } from '../reading/sql-path.ts';
import type { SourceFile } from '../source-files.ts';
import { kindNamed } from './code-tables.ts';

/** The rows of a MEDS dataset as SQL after FROM, each with a number of its own in `id`. */
export interface MedsRows {
  readonly relation: string;
  /** Columns beside the standard's and those that OMOP ETLs add; they are kept under their own names. */
  readonly extras: readonly ColumnType[];
  readonly rows: number;
  /** SQL after FROM: file, line and reason of rows that no table can take. */
  readonly unusable: string;
}

const standard = ['subject_id', 'time', 'code', 'numeric_value', 'text_value', 'table', 'end', 'unit', 'visit_id'];

/**
 * Reads footers and types. Failure `unsupported` where subject, time or code have no column.
 */
export async function medsRows(
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<MedsRows> {
  const from = `read_parquet(${sqlPaths(files)}, union_by_name = true, hive_partitioning = false, filename = '__path', file_row_number = true)`;
  const all = await reading(files, () => connection.describe(`SELECT * FROM ${from}`));
  const columns = all.filter(({ name }) => name !== '__path' && name !== 'file_row_number');
  const missing = ['subject_id', 'time', 'code'].filter((name) => !columns.some((column) => column.name === name));
  if (missing.length) throw lacking(files, missing);
  const extras = columns.filter(({ name }) => !standard.includes(name));
  const raw = (name: string, type: string) =>
    columns.some((column) => column.name === name) ? `TRY_CAST(${identifier(name)} AS ${type})` : `NULL::${type}`;
  const counted = `SELECT sum(num_rows)::BIGINT AS n FROM parquet_file_metadata(${sqlPaths(files)})`;
  const rows = await reading(files, async () => (await connection.one<{ n: number }>(counted, [], context)).n);
  return {
    relation: `(SELECT file_index * 4294967296 + file_row_number + 1 AS id, ${raw('subject_id', 'BIGINT')} AS subject,
      ${raw('time', 'TIMESTAMP')} AS "time", nullif(trim(${raw('code', 'VARCHAR')}), '') AS code,
      ${raw('numeric_value', 'DOUBLE')} AS number, ${raw('text_value', 'VARCHAR')} AS text, ${raw('end', 'TIMESTAMP')} AS "end",
      ${raw('unit', 'VARCHAR')} AS unit, ${raw('visit_id', 'BIGINT')} AS visit, ${kindNamed(raw('table', 'VARCHAR'))} AS named,
      ${[...extras.map(({ name }) => identifier(name)), 'NULL AS __none'].join(', ')} FROM ${from})`,
    extras,
    rows,
    unusable: `(SELECT ${fileNames(files)} AS file, file_row_number + 1 AS line, CASE
      WHEN ${raw('subject_id', 'BIGINT')} IS NULL THEN 'subject_id is missing or not a whole number'
      WHEN nullif(trim(${raw('code', 'VARCHAR')}), '') IS NULL THEN 'code is missing'
      WHEN ${raw('time', 'TIMESTAMP')} IS NULL AND "time" IS NOT NULL THEN 'time is not a date and time' END AS reason
      FROM ${from})`,
  };
}

/** SQL: the name of the file that a person knows, for the path that was read. */
function fileNames(files: readonly SourceFile[]): string {
  const paths = files.map((file) => literal(file.path)).join(', ');
  const names = files.map((file) => literal(file.name)).join(', ');
  return `list_extract([${names}], list_position([${paths}], __path))`;
}

function lacking(files: readonly SourceFile[], missing: readonly string[]): Failure {
  return new Failure(
    'unsupported',
    `“${files[0]?.name}” should hold MEDS events but has no column ${missing.join(', ')}. ` +
      'MEDS needs subject_id, time and code: see docs/technical/formats.md.',
    { missing },
  );
}
