import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';
import type { SourcePart } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';
import { refuseTooWide } from './most-columns.ts';
import { reading } from './read-failure.ts';
import { sqlPaths } from './sql-path.ts';

/** Parquet files of one table as one part, in the order given; counts and types come from the footers alone. */
export async function parquetPart(
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<SourcePart> {
  let rows = 0;
  for (const file of files) {
    const sql = `SELECT sum(num_rows)::BIGINT AS n FROM parquet_file_metadata(${sqlPaths([file])})`;
    rows += await reading([file], async () => (await connection.one<{ n: number }>(sql, [], context)).n);
  }
  const from = (extra: string) =>
    `read_parquet(${sqlPaths(files)}, union_by_name = true, hive_partitioning = false${extra})`;
  const relation = from('');
  const columns = await reading(files, () => connection.describe(`SELECT * FROM ${relation}`));
  refuseTooWide(files[0]!, columns.length);
  const named = files.length === 1 ? literal(files[0]!.name) : shortName(files);
  return {
    files,
    relation,
    numbered:
      async () => `(SELECT * EXCLUDE (__path, file_row_number), ${named} AS __file, file_row_number + 1 AS __line
      FROM ${from(`, filename = '__path', file_row_number = true`)})`,
    columns,
    rows,
    unfit: null,
    broken: null,
  };
}

function shortName(files: readonly SourceFile[]): string {
  const cases = files.map((file) => `WHEN ${literal(file.path)} THEN ${literal(file.name)}`);
  return `CASE __path ${cases.join(' ')} END`;
}
