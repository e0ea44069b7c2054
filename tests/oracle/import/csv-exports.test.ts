import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Connection, openDatabase } from '../../../core/engine/database.ts';
import { identifier, literal } from '../../../core/engine/sql-text.ts';
import { importDataset } from '../../../core/importers/import-dataset.ts';
import { isWhole } from '../../extent.ts';

const sample = 'datasets/sample';
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

async function exportAll(
  connection: Connection,
  source: string,
  folder: string,
  form: (typeof forms)[number],
): Promise<void> {
  const [, file, options, upper] = form;
  for (const parquet of readdirSync(source).filter((one) => one.endsWith('.parquet'))) {
    const from = literal(join(source, parquet));
    const columns = (await connection.describe(`SELECT * FROM ${from}`)).map(({ name }) =>
      upper ? `${identifier(name)} AS ${identifier(name.toUpperCase())}` : identifier(name),
    );
    const to = literal(join(folder, file(parquet.replace('.parquet', ''))));
    await connection.run(`COPY (SELECT ${columns.join(', ')} FROM ${from}) TO ${to} (${options})`);
  }
}

const sources = [
  ...forms.map((form) => [sample, ...form] as const),
  ...(isWhole && existsSync(gibleed) ? forms.map((form) => [gibleed, ...form] as const) : []),
];

describe('a dataset written as text', () => {
  it.each(sources)('%s as %s loads equal to the Parquet files', async (source, ...form) => {
    const folder = mkdtempSync(join(root, 'export-'));
    const database = await openDatabase();
    const connection = await database.connect();
    await exportAll(connection, source, folder, form);
    const { manifest } = await importDataset({
      paths: [folder],
      name: `d${readdirSync(root).length}`,
      decisions: [],
      dataDir,
    });
    const people = `SELECT count(*)::INTEGER AS n FROM ${literal(join(source, 'person.parquet'))}`;
    expect(manifest.persons).toBe((await connection.one<{ n: number }>(people)).n);
    expect(manifest.tables.reduce((sum, table) => sum + table.rejected, 0)).toBe(0);

    await connection.run(`ATTACH ${literal(join(dataDir, manifest.name, 'dataset.duckdb'))} AS cdm (READ_ONLY)`);
    for (const parquet of readdirSync(source).filter((one) => one.endsWith('.parquet'))) {
      const table = parquet.replace('.parquet', '');
      const from = literal(join(source, parquet));
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
