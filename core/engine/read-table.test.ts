import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import { openDatabase } from './database.ts';
import { nameOfTable, readTable } from './read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-read-table-'));
const database = await openDatabase();
const connection = await database.connect();
afterAll(() => {
  connection.close();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const noise = Uint8Array.from({ length: 3000 }, (_, i) => (i * 2654435761) >>> 13);

it.each([
  ['noise.csv', noise, 'a CSV file'],
  ['letter.csv', Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x0a, 0xff, 0xfe, 0x00, 0x81), 'a CSV file'],
  ['noise.csv.gz', noise, 'a CSV file'],
  ['noise.parquet', noise, 'a Parquet file'],
  ['words.jsonl', Buffer.from('Mary Smith, born 1950\n'), 'JSON lines'],
])('says of %s what it should have been, and nothing that it holds', async (name, bytes, kind) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const failure = await readTable(connection, path, 'into', quiet).catch((error) => error);
  expect(failure).toMatchObject({ code: 'unreadable', message: expect.stringContaining(kind) });
  expect(failure.message).toContain(name);
  expect(failure.message).not.toMatch(/Mary|1950|read_csv|sniff/i);
});

it('calls a file by its name, and a table of a dataset by both of theirs', () => {
  expect(nameOfTable('/home/a/lung.csv')).toBe('lung.csv');
  expect(nameOfTable('/home/a/s.stillroom/data/clinic/dataset.duckdb#visits')).toBe('visits of clinic');
});

it('reads what it promises', async () => {
  const path = join(folder, 'good.tsv');
  writeFileSync(path, 'a\tb\n1\tx\n2\ty\n');
  await readTable(connection, path, 'into', quiet);
  expect(await connection.rows('SELECT b FROM "into" ORDER BY a')).toEqual([{ b: 'x' }, { b: 'y' }]);
});
