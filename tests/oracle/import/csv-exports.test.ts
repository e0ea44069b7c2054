import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Connection, openDatabase } from '../../../core/engine/database.ts';
import { identifier, literal } from '../../../core/engine/sql-text.ts';
import { importDataset } from '../../../core/importers/import-dataset.ts';

const gibleed = '../shared/data/omop/gibleed';
const root = mkdtempSync(join(tmpdir(), 'stillroom-exports-'));
const dataDir = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const forms: readonly [name: string, file: (table: string) => string, options: string, upper: boolean][] = [
  ['plain CSV', (table) => `${table}.csv`, 'FORMAT csv, HEADER', false],
  [
    'gzip, upper case, all quoted, semicolons',
    (table) => `${table.toUpperCase()}.CSV.GZ`,
    "FORMAT csv, HEADER, COMPRESSION gzip, FORCE_QUOTE *, DELIMITER ';'",
    true,
  ],
  ['tabs', (table) => `${table}.tsv`, "FORMAT csv, HEADER, DELIMITER '\t'", false],
];

async function exportAll(connection: Connection, folder: string, form: (typeof forms)[number]): Promise<void> {
  const [, file, options, upper] = form;
  for (const source of readdirSync(gibleed)) {
    const from = literal(join(gibleed, source));
    const columns = (await connection.describe(`SELECT * FROM ${from}`)).map(({ name }) =>
      upper ? `${identifier(name)} AS ${identifier(name.toUpperCase())}` : identifier(name),
    );
    const to = literal(join(folder, file(source.replace('.parquet', ''))));
    await connection.run(`COPY (SELECT ${columns.join(', ')} FROM ${from}) TO ${to} (${options})`);
  }
}

describe.skipIf(!existsSync(gibleed))('gibleed written as text', () => {
  it.each(forms)('%s loads equal to the Parquet files', async (...form) => {
    const folder = mkdtempSync(join(root, 'export-'));
    const database = await openDatabase();
    const connection = await database.connect();
    await exportAll(connection, folder, form);
    const { manifest } = await importDataset({
      paths: [folder],
      name: `d${readdirSync(root).length}`,
      decisions: [],
      dataDir,
    });
    expect(manifest.persons).toBe(2694);
    expect(manifest.tables.reduce((sum, table) => sum + table.rejected, 0)).toBe(0);

    await connection.run(`ATTACH ${literal(join(dataDir, manifest.name, 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
    for (const source of readdirSync(gibleed)) {
      const table = source.replace('.parquet', '');
      const from = literal(join(gibleed, source));
      // Text files cannot tell an empty string from nothing.
      const columns = (await connection.describe(`SELECT * FROM ${from}`)).map(({ name, type }) =>
        type === 'VARCHAR' ? `nullif(${identifier(name)}, '')` : identifier(name),
      );
      const list = columns.join(', ');
      const differing = await connection.one<{ n: number }>(
        `SELECT count(*) AS n FROM ((SELECT ${list} FROM ${from} EXCEPT ALL SELECT ${list} FROM cdm.main.${identifier(table)})
         UNION ALL (SELECT ${list} FROM cdm.main.${identifier(table)} EXCEPT ALL SELECT ${list} FROM ${from}))`,
      );
      expect({ table, ...differing }).toEqual({ table, n: 0 });
    }
    database.close();
  });
});
