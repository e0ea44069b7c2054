import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { datasetManifest, importResult } from '../../../contract/data.ts';
import { openDatabase } from '../../../core/engine/database.ts';
import { literal } from '../../../core/engine/sql-text.ts';
import { importDataset } from '../../../core/importers/import-dataset.ts';

const shared = '../shared/data/omop';
const dataDir = mkdtempSync(join(tmpdir(), 'stillroom-import-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Rows of each Parquet file in a folder, counted by its footer. */
async function sourceRows(folder: string): Promise<Record<string, number>> {
  const database = await openDatabase();
  const connection = await database.connect();
  const rows: Record<string, number> = {};
  for (const file of readdirSync(folder)) {
    const sql = `SELECT num_rows AS n FROM parquet_file_metadata(${literal(join(folder, file))})`;
    rows[file.replace('.parquet', '')] = (await connection.one<{ n: number }>(sql)).n;
  }
  database.close();
  return rows;
}

describe.skipIf(!existsSync(shared))('OMOP datasets of others', () => {
  const cases = existsSync(shared) ? readdirSync(join(shared, 'circe_be')).map((name) => `circe_be/${name}`) : [];
  it.each(['gibleed', 'edge_cases', ...cases])('%s loads whole, with no decision', async (name) => {
    const folder = join(shared, name);
    const dataset = name.split('/').at(-1)!.toLowerCase();
    const { manifest, result } = await importDataset({ paths: [folder], name: dataset, decisions: [], dataDir });
    expect(Object.fromEntries(result.tables.map((table) => [table.name, table.rows]))).toEqual(
      await sourceRows(folder),
    );
    expect(result.tables.every((table) => table.rejected === 0)).toBe(true);
    expect(['clear', 'review']).toContain(result.verdict);
    expect(datasetManifest.parse(manifest)).toEqual(manifest);
    expect(importResult.parse(result)).toEqual(result);
  });

  it.each([
    ['gibleed', 2694, '5.3'],
    ['edge_cases', 11_850, '5.4'],
  ])('%s has %i persons and is CDM %s', async (name, persons, version) => {
    const { manifest } = await importDataset({
      paths: [join(shared, name)],
      name: `${name}-again`,
      decisions: [],
      dataDir,
    });
    expect(manifest.persons).toBe(persons);
    expect(manifest.cdmVersion).toBe(version);
  });
});
