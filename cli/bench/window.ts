import { join } from 'node:path';
import { onDatabase } from '../../core/engine/on-database.ts';
import { readWindow } from '../../core/engine/window.ts';
import { openWorkspace } from '../../core/engine/workspace.ts';
import { type Bench, sideBySide } from './bench.ts';

const rowsPerPerson = 100;
const windows = 50;

/** Windows at random places of a large table: by row id, beside LIMIT and OFFSET. */
export const windowBench: Bench = {
  name: 'window',
  summary: 'fifty windows of 500 rows at random places of a table, by row id, beside LIMIT and OFFSET',
  async run({ signal, onProgress }, folder, { persons, rounds, threads, memoryLimit }) {
    const context = { signal, progress: onProgress };
    const rows = persons * rowsPerPerson;
    const file = join(folder, 'window.duckdb');
    await onDatabase({ path: file }, (connection) =>
      connection.run(
        `CREATE TABLE measurement AS SELECT i AS measurement_id, i // ${rowsPerPerson} AS person_id, hash(i) % 1000 / 7 AS value_as_number, DATE '2020-01-01' + (i % 2000)::INT AS measurement_date FROM range(${rows}) t(i)`,
        [],
        context,
      ),
    );
    const workspace = await openWorkspace({ threads, memoryLimit }, file);
    const connection = await workspace.connect();
    const columns = ['measurement_id', 'person_id', 'value_as_number', 'measurement_date'].map((name) => ({ name }));
    const offsets = Array.from(
      { length: windows },
      (_, i) => Math.floor((rows * ((i * 0.618033988749895) % 1)) / 500) * 500,
    );
    try {
      const times = await sideBySide(
        rounds,
        async () => {
          for (const offset of offsets)
            await readWindow(
              connection,
              workspace.orders,
              [{ name: 'measurement', rows, columns }],
              { table: 'measurement', offset, limit: 500 },
              context,
            );
        },
        async () => {
          for (const offset of offsets)
            await connection.arrow(`SELECT * FROM cdm.measurement LIMIT 500 OFFSET ${offset}`, [], context);
        },
      );
      const work = `${windows} windows of ${rows} rows`;
      return [{ name: 'window', work, peer: 'DuckDB: LIMIT 500 OFFSET n', ...times }];
    } finally {
      connection.close();
      workspace.close();
    }
  },
};
