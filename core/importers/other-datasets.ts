import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** DuckDB files of the datasets already in `dataDir`, newest first. */
export function otherDatasets(dataDir: string | undefined): string[] {
  if (dataDir === undefined || !existsSync(dataDir)) return [];
  return readdirSync(dataDir)
    .filter((name) => !name.startsWith('.') && existsSync(join(dataDir, name, 'manifest.json')))
    .map((name) => join(dataDir, name, 'dataset.duckdb'))
    .filter((path) => existsSync(path))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}
