import { Failure } from '../../../contract/failure.ts';
import type { SourcePart } from '../importer.ts';
import type { SourceFile } from '../source-files.ts';

/** No row of the table could mean anything. The names found are not shown: without a header they are data. */
export function missingColumns(table: string, parts: readonly SourcePart[], missing: readonly string[]): Failure {
  const files = parts.flatMap((part) => part.files.map((file) => `“${file.name}”`));
  return new Failure(
    'unsupported',
    `${files.slice(0, 3).join(', ')} should be the OMOP table ${table} but has no column ${missing.join(', ')}. ` +
      'Check that the first line names the columns, or take the file out of the folder.',
    { table, missing },
  );
}

export function noPerson(files: readonly SourceFile[], found: readonly string[]): Failure {
  const shown = files.slice(0, 5).map((file) => file.name);
  const have = found.length
    ? `the OMOP tables ${found.join(', ')}`
    : `${shown.join(', ')}${files.length > 5 ? ' …' : ''}`;
  return new Failure(
    'unsupported',
    `There is no person table here: ${have} ${found.length === 1 || files.length === 1 ? 'was' : 'were'} found. ` +
      'An OMOP dataset needs person as CSV, Parquet or a table of a DuckDB file; the other tables may be missing.',
    { found },
  );
}
