import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { attachForReading, attachForWriting, type FileKey } from '../../core/engine/data-file.ts';
import type { Connection } from '../../core/engine/database.ts';
import { onDatabase } from '../../core/engine/on-database.ts';
import { sealing } from '../../core/engine/settings.ts';
import { type Bench, type BenchResult, sideBySide } from './bench.ts';

const rowsPerPerson = 100;

/** Every value of every column is read; nothing is answered from statistics. */
const scan =
  'SELECT sum(hash(measurement_id, person_id, value_as_number, measurement_date, measurement_source_value)) AS n FROM cdm.measurement';

const rowsOf = (rows: number) =>
  `SELECT i AS measurement_id, i // ${rowsPerPerson} AS person_id, hash(i) / 1e19 AS value_as_number, DATE '2020-01-01' + (hash(i) % 2000)::INT AS measurement_date, 'code ' || hash(i) % 100000 AS measurement_source_value FROM range(${rows}) t(i)`;

/** Makes the system forget a file's pages, so that the next reading comes from the disk. False where that can't be asked. */
function forgetPages(path: string): boolean {
  try {
    execFileSync('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'], { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** A dataset encrypted at rest beside the same one in the clear: written, scanned cold and scanned again. */
export const encryptionBench: Bench = {
  name: 'encryption',
  summary: 'a dataset encrypted at rest beside the same in the clear: written, scanned cold, scanned warm',
  async run({ signal, onProgress, note }, folder, { persons, rounds, threads, memoryLimit }) {
    const context = { signal, progress: onProgress };
    const rows = persons * rowsPerPerson;
    const limits = { threads: String(threads), memory_limit: memoryLimit };
    const key = randomBytes(32);
    const sides = {
      ours: { key: key as FileKey | null, settings: { ...limits, ...sealing } as Record<string, string> },
      theirs: { key: null as FileKey | null, settings: limits as Record<string, string> },
    };
    const fileOf = (side: keyof typeof sides, round = 0) => join(folder, `${side}-${round}.duckdb`);

    const on = <T>(side: keyof typeof sides, work: (connection: Connection) => Promise<T>): Promise<T> =>
      onDatabase({ settings: sides[side].settings }, work);

    const write = (side: keyof typeof sides) => (round: number) =>
      on(side, async (connection) => {
        await attachForWriting(connection, { path: fileOf(side, round), catalog: 'cdm', key: sides[side].key });
        await connection.run(`CREATE TABLE cdm.measurement AS ${rowsOf(rows)}`, [], context);
        await connection.run('DETACH cdm');
      });
    const read = (connection: Connection, side: keyof typeof sides) =>
      attachForReading(connection, { path: fileOf(side), catalog: 'cdm', key: sides[side].key });
    const coldScan = (side: keyof typeof sides) => () =>
      on(side, async (connection) => {
        await read(connection, side);
        await connection.run(scan, [], context);
      });

    const work = (what: string) => `${what} ${rows} rows, ${(statSync(fileOf('ours')).size / 1e6).toFixed(0)} MB`;
    const peer = 'DuckDB: the same file in the clear';
    const results: BenchResult[] = [];
    const written = await sideBySide(rounds, write('ours'), write('theirs'));
    results.push({ name: 'encryption', work: work('write'), peer, ...written });
    const forgotten = [fileOf('ours'), fileOf('theirs')].map(forgetPages).every(Boolean);
    if (!forgotten) note('The system was not asked to forget the files: cold means a new instance only.');
    const cold = await sideBySide(rounds, coldScan('ours'), coldScan('theirs'), async () => {
      for (const side of ['ours', 'theirs'] as const) forgetPages(fileOf(side));
    });
    results.push({ name: 'encryption', work: work('cold scan of'), peer, ...cold });
    const warm = await on('ours', async (ours) => {
      await read(ours, 'ours');
      await ours.run(scan, [], context);
      return on('theirs', async (theirs) => {
        await read(theirs, 'theirs');
        await theirs.run(scan, [], context);
        return sideBySide(
          rounds,
          () => ours.run(scan, [], context),
          () => theirs.run(scan, [], context),
        );
      });
    });
    return [...results, { name: 'encryption', work: work('warm scan of'), peer, ...warm }];
  },
};
