import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { attachForReading, attachForWriting, attachScratch, type FileKey } from './data-file.ts';
import type { Connection } from './database.ts';
import { onDatabase } from './on-database.ts';
import { sealing, trustedSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-data-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const on = <T>(settings: Record<string, string>, work: (connection: Connection) => Promise<T>): Promise<T> =>
  onDatabase({ settings: { threads: '1', ...settings } }, work);

const marker = 'marker-of-a-patient';
const holdsMarker = (path: string) => existsSync(path) && readFileSync(path).includes(marker);

const written = (name: string, key: FileKey | null) =>
  on(key ? sealing : {}, async (connection) => {
    const path = join(folder, name);
    await attachForWriting(connection, { path, catalog: 'made', key });
    await connection.run(`CREATE TABLE made.notes AS SELECT '${marker}' AS note, range AS n FROM range(5000)`);
    expect(existsSync(`${path}.wal`)).toBe(true);
    expect(holdsMarker(`${path}.wal`)).toBe(key === null);
    await connection.run('DETACH made');
    return path;
  });

const rowsOf = (path: string, key?: FileKey) =>
  on({}, async (connection) => {
    await attachForReading(connection, { path, catalog: 'kept', key });
    return (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM kept.notes WHERE note = '${marker}'`)).n;
  });

describe('a data file with a key', () => {
  it('is read with it, without the write flag, and holds no value in the clear; a plain one does', async () => {
    const key = randomBytes(32);
    const sealed = await written('sealed.duckdb', key);
    expect(await rowsOf(sealed, key)).toBe(5000);
    expect(holdsMarker(sealed)).toBe(false);
    const plain = await written('plain.duckdb', null);
    expect(await rowsOf(plain)).toBe(5000);
    expect(holdsMarker(plain)).toBe(true);
  });

  it('does not open with another key, nor without one', async () => {
    const sealed = await written('other.duckdb', randomBytes(32));
    await expect(rowsOf(sealed, randomBytes(32))).rejects.toMatchObject({ code: 'integrity' });
    await expect(rowsOf(sealed)).rejects.toThrow(/without a key/);
  });

  it('is not written by an instance that was not opened for it', async () => {
    const write = on({}, (connection) =>
      attachForWriting(connection, { path: join(folder, 'never.duckdb'), catalog: 'made', key: randomBytes(32) }),
    );
    await expect(write).rejects.toMatchObject({ code: 'sql' });
  });
});

it('scratch is encrypted where the instance encrypts what it spills', async () => {
  for (const settings of [sealing, {}]) {
    const path = join(folder, `scratch-${Object.keys(settings).length}.duckdb`);
    await on(settings, async (connection) => {
      await attachScratch(connection, path, 'stage');
      await connection.run(`CREATE TABLE stage.notes AS SELECT '${marker}' AS note; CHECKPOINT stage`);
    });
    expect(holdsMarker(path)).toBe(settings !== sealing);
  }
});

it('what spills for want of memory is encrypted where the instance is sealed', async () => {
  for (const sealed of [true, false]) {
    const spill = join(folder, `spill-${sealed}`);
    mkdirSync(spill);
    const settings = trustedSettings({ threads: 1, memoryLimit: '64MB' }, spill, sealed);
    await on({ ...settings, memory_limit: '24MB' }, async (connection) => {
      await connection.run(`CREATE TEMP TABLE notes AS SELECT '${marker}' || hash(range) AS note FROM range(600000)`);
      const spilled = readdirSync(spill).map((name) => join(spill, name));
      expect(spilled.length).toBeGreaterThan(0);
      expect(spilled.some(holdsMarker)).toBe(!sealed);
    });
  }
});
