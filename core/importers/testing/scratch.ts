import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import type { Connection, Row } from '../../engine/database.ts';
import { onDatabase } from '../../engine/on-database.ts';
import { literal } from '../../engine/sql-text.ts';
import { importDataset } from '../import-dataset.ts';

/** Runs `work` on an instance of its own. */
export const onDuckDb = <T>(work: (connection: Connection) => Promise<T>): Promise<T> =>
  onDatabase({ settings: { threads: '2' } }, work);

/** Writes files under `folder`, with the folders that their names hold. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** For each test an empty folder to import from, and an empty study to import into; gone after the last. */
export function scratch() {
  const root = mkdtempSync(join(tmpdir(), 'stillroom-import-'));
  const dataDir = join(root, 'study', 'data');
  let n = 0;
  const source = () => join(root, `source-${n}`);
  beforeEach(() => {
    n++;
    mkdirSync(source(), { recursive: true });
    rmSync(dataDir, { recursive: true, force: true });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    root,
    dataDir,
    source,
    write: (name: string, content: string | Uint8Array) => writeFiles(source(), { [name]: content }),
    load: (
      input: Partial<Parameters<typeof importDataset>[0]> = {},
      ...context: [Parameters<typeof importDataset>[1]?]
    ) => importDataset({ paths: [source()], name: 'd', decisions: [], dataDir, ...input }, ...context),
    /** What the study holds: nothing, where an import left nothing. */
    left: () => (existsSync(dataDir) ? readdirSync(dataDir) : []),
    /** Rows of a query over the dataset, attached READ_ONLY as `cdm`, as the rooms do. */
    query: (sql: string, name = 'd'): Promise<Row[]> =>
      onDuckDb(async (connection) => {
        await connection.run(`ATTACH ${literal(join(dataDir, name, 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
        return connection.rows(sql);
      }),
  };
}
