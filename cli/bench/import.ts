import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openDatabase } from '../../core/engine/database.ts';
import { identifier, literal } from '../../core/engine/sql-text.ts';
import { importDataset } from '../../core/importers/import-dataset.ts';
import { generateSample } from '../../datasets/generate.ts';
import { type Bench, sideBySide } from './bench.ts';

/** The whole import (plan, gate, casts, rejects, hashes, manifest) beside DuckDB's bare copy of the same files. */
export const importBench: Bench = {
  name: 'import',
  summary: "an OMOP Parquet folder through the gate, beside DuckDB's own copy of the same files",
  async run({ signal, onProgress }, folder, { persons, rounds, threads, memoryLimit }) {
    const context = { signal, progress: onProgress };
    const source = join(folder, 'omop');
    await generateSample({ persons, seed: 1, out: source, format: 'parquet' }, context);
    const limits = { threads, memoryLimit };
    const files = readdirSync(source).filter((file) => file.endsWith('.parquet'));

    async function ours(round: number): Promise<void> {
      const dataDir = join(folder, `data-${round}`);
      mkdirSync(dataDir);
      await importDataset({ paths: [source], format: 'omop', name: 'bench', decisions: [], dataDir, limits }, context);
    }

    async function copy(round: number): Promise<void> {
      const database = await openDatabase({
        path: join(folder, `copy-${round}.duckdb`),
        settings: { threads: String(limits.threads), memory_limit: limits.memoryLimit },
      });
      const connection = await database.connect();
      for (const file of files) {
        await connection.run(
          `CREATE TABLE ${identifier(basename(file, '.parquet'))} AS FROM read_parquet(${literal(join(source, file))})`,
          [],
          context,
        );
      }
      connection.close();
      database.close();
    }

    const times = await sideBySide(rounds, ours, copy);
    return [
      { name: 'import', work: `${persons} persons`, peer: 'DuckDB: CREATE TABLE AS FROM read_parquet', ...times },
    ];
  },
};
