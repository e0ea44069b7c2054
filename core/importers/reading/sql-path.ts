import { literal } from '../../engine/sql-text.ts';
import type { SourceFile } from '../source-files.ts';

/** Paths as an SQL list. DuckDB reads `*`, `?` and `[` in a path as a pattern; in brackets they are themselves. */
export const sqlPaths = (files: readonly SourceFile[]): string =>
  `[${files.map((file) => literal(file.path.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
