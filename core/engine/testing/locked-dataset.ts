import { join } from 'node:path';
import { openDatabase } from '../database.ts';
import { type LockedDatabase, openLocked } from '../locked.ts';

/** A small dataset in a folder, as the locked instance reads it: `person` of 60 rows and `visit` of 120. */
export async function openLockedDataset(folder: string): Promise<LockedDatabase> {
  const datasetFile = join(folder, 'dataset.duckdb');
  const made = await openDatabase({ path: datasetFile });
  const maker = await made.connect();
  await maker.run(`
    CREATE TABLE person AS
      SELECT i::BIGINT AS person_id, 1950 + i % 50 AS year_of_birth, CASE WHEN i % 2 = 0 THEN 'F' ELSE 'M' END AS sex
      FROM range(60) t(i);
    CREATE TABLE visit AS
      SELECT i % 60 AS person_id, DATE '2020-01-01' + (i * 3)::INTEGER AS day, i / 7 AS amount FROM range(120) t(i)`);
  maker.close();
  made.close();
  const limits = { threads: 1, memoryLimit: '500MB' };
  return openLocked({ limits, datasetFile, tables: ['person', 'visit'], cohorts: [] });
}
