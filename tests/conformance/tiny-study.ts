import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';

/** A folder with a three-person OMOP source and room for a study. */
export async function tinySource(): Promise<{ readonly folder: string; readonly source: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-tiny-'));
  const source = join(folder, 'omop');
  mkdirSync(source);
  const database = await openDatabase();
  const connection = await database.connect();
  const write = (table: string, sql: string) =>
    connection.run(`COPY (${sql}) TO ${literal(join(source, `${table}.parquet`))}`);
  await write(
    'person',
    `SELECT i AS person_id, 8507 + 25 * (i % 2) AS gender_concept_id, 1950 + i AS year_of_birth, 0 AS race_concept_id,
     0 AS ethnicity_concept_id FROM range(1, 4) t(i)`,
  );
  await write(
    'observation_period',
    `SELECT i AS observation_period_id, i AS person_id, DATE '2010-01-01' AS observation_period_start_date,
     DATE '2020-12-31' AS observation_period_end_date, 0 AS period_type_concept_id FROM range(1, 4) t(i)`,
  );
  await write(
    'condition_occurrence',
    `SELECT i AS condition_occurrence_id, 1 + i % 3 AS person_id, 201826 AS condition_concept_id,
     DATE '2012-01-01' + i::INT AS condition_start_date, 0 AS condition_type_concept_id FROM range(1, 7) t(i)`,
  );
  connection.close();
  database.close();
  return { folder, source, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
