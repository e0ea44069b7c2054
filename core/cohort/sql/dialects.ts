import type { Dialect, DialectName } from './dialect.ts';
import { duckdb } from './dialect-duckdb.ts';
import { spark } from './dialect-spark.ts';

/** The dialects that a definition can be written in, by name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { duckdb, spark };
