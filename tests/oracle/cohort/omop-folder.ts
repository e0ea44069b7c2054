import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Connection, openDatabase } from '../../../core/engine/database.ts';

/** Data that lies beside the checkout; where it does not, what needs it is skipped. */
export const shared = resolve(import.meta.dirname, '../../../../shared/data');
export const hasShared = existsSync(shared);

/** Tables a definition may read that small datasets leave out, with the columns the compiler looks at. */
export const emptyTables: Readonly<Record<string, string>> = {
  condition_occurrence:
    'condition_occurrence_id BIGINT, person_id BIGINT, condition_concept_id BIGINT, condition_start_date DATE, condition_end_date DATE, condition_type_concept_id BIGINT, condition_status_concept_id BIGINT, stop_reason VARCHAR, provider_id BIGINT, visit_occurrence_id BIGINT, condition_source_concept_id BIGINT',
  drug_exposure:
    'drug_exposure_id BIGINT, person_id BIGINT, drug_concept_id BIGINT, drug_exposure_start_date DATE, drug_exposure_end_date DATE, drug_type_concept_id BIGINT, stop_reason VARCHAR, refills INTEGER, quantity DOUBLE, days_supply INTEGER, route_concept_id BIGINT, lot_number VARCHAR, provider_id BIGINT, visit_occurrence_id BIGINT, drug_source_concept_id BIGINT',
  procedure_occurrence:
    'procedure_occurrence_id BIGINT, person_id BIGINT, procedure_concept_id BIGINT, procedure_date DATE, procedure_type_concept_id BIGINT, modifier_concept_id BIGINT, quantity INTEGER, provider_id BIGINT, visit_occurrence_id BIGINT, procedure_source_concept_id BIGINT',
  visit_occurrence:
    'visit_occurrence_id BIGINT, person_id BIGINT, visit_concept_id BIGINT, visit_start_date DATE, visit_end_date DATE, visit_type_concept_id BIGINT, provider_id BIGINT, care_site_id BIGINT, visit_source_concept_id BIGINT',
};

/** A database whose schema `cdm` holds the folder's Parquet files as tables, and an empty table `results`. */
export async function openOmop(folder: string): Promise<{ connection: Connection; close: () => void }> {
  const database = await openDatabase({ settings: { threads: '1' } });
  const connection = await database.connect();
  await connection.run('CREATE SCHEMA cdm');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.parquet')))
    await connection.run(
      `CREATE TABLE cdm.${file.replace('.parquet', '')} AS SELECT * FROM read_parquet('${join(folder, file)}')`,
    );
  for (const [table, columns] of Object.entries(emptyTables))
    await connection.run(`CREATE TABLE IF NOT EXISTS cdm.${table} (${columns})`);
  await connection.run(
    'CREATE TABLE results (cohort_name VARCHAR, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)',
  );
  return {
    connection,
    close: () => {
      connection.close();
      database.close();
    },
  };
}
