import { Failure } from '../../../contract/failure.ts';
import type { SourceFile } from '../source-files.ts';

/** Every column costs the gate several looks; a table of a study has hundreds at most. */
const mostColumns = 5000;

/** Failure `unsupported` where a file has more columns, or records more different fields, than any table has. */
export function refuseTooWide(file: SourceFile, columns: number): void {
  if (columns <= mostColumns) return;
  throw new Failure(
    'unsupported',
    `“${file.name}” has more than ${mostColumns.toLocaleString('en')} columns, which is no table. Take out what is not needed, or turn columns into rows, and import again.`,
  );
}
