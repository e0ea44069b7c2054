import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetManifest } from '../../../contract/data.ts';
import { quiet } from '../../../contract/index.ts';
import { type Connection, openDatabase } from '../../engine/database.ts';
import { openWorkspace, type Workspace } from '../../engine/workspace.ts';
import { buildIndex } from '../build-index.ts';
import type { VocabularyIndex } from '../vocabulary-index.ts';

export const limits = { threads: 2, memoryLimit: '500MB' };

/** Heart disease over infarction over acute infarction; an ICD code that maps; a drug; a replaced concept. */
export const tables: Readonly<Record<string, string>> = {
  concept: `SELECT *, DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date FROM (VALUES
    (1, 'Heart disease', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '56265001', NULL),
    (2, 'Myocardial infarction', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '22298006', NULL),
    (3, 'Acute myocardial infarction', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '57054005', NULL),
    (4, 'Old myocardial infarction', 'Condition', 'SNOMED', 'Clinical Finding', NULL, '1755008', 'U'),
    (5, 'Acute myocardial infarction, unspecified', 'Condition', 'ICD10CM', '3-char code', NULL, 'I21.9', NULL),
    (6, 'Ménière''s disease', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '13445001', NULL),
    (7, 'Aspirin 81 MG Oral Tablet', 'Drug', 'RxNorm', 'Clinical Drug', 'S', '243670', NULL),
    (8, 'Heart', 'Spec Anatomic Site', 'SNOMED', 'Body Structure', 'S', '80891009', NULL),
    (9, 'Type 1 diabetes mellitus', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '46635009', NULL),
    (10, 'Type 2 diabetes mellitus', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '44054006', NULL))
    AS t (concept_id, concept_name, domain_id, vocabulary_id, concept_class_id, standard_concept, concept_code, invalid_reason)`,
  concept_synonym: `SELECT * FROM (VALUES (2, 'Heart attack'), (2, 'Infarction of heart'), (3, 'Acute heart attack (disorder)'),
    (7, 'ASA 81 mg')) AS t (concept_id, concept_synonym_name)`,
  concept_ancestor: `SELECT * FROM (VALUES (1, 1, 0, 0), (2, 2, 0, 0), (3, 3, 0, 0), (4, 4, 0, 0), (1, 2, 1, 1), (1, 3, 2, 2), (2, 3, 1, 1),
    (1, 4, 2, 2), (2, 4, 1, 1), (6, 6, 0, 0), (7, 7, 0, 0))
    AS t (ancestor_concept_id, descendant_concept_id, min_levels_of_separation, max_levels_of_separation)`,
  concept_relationship: `SELECT * FROM (VALUES (5, 3, 'Maps to', NULL), (3, 3, 'Maps to', NULL), (4, 2, 'Maps to', 'D'),
    (2, 1, 'Is a', NULL), (3, 2, 'Is a', NULL), (1, 2, 'Subsumes', NULL)) AS t (concept_id_1, concept_id_2, relationship_id, invalid_reason)`,
  vocabulary: "SELECT 'None' AS vocabulary_id, 'v5.0 01-JAN-26' AS vocabulary_version",
  cdm_source: 'SELECT NULL::VARCHAR AS vocabulary_version WHERE FALSE',
  person: `SELECT i AS person_id, 8507 AS gender_concept_id FROM range(1, 5) t(i)`,
  condition_occurrence: `SELECT * FROM (VALUES (1, 3, 5), (1, 3, 5), (2, 3, 3), (3, 2, NULL), (3, 9, 0))
    AS t (person_id, condition_concept_id, condition_source_concept_id)`,
  observation: 'SELECT 4 AS person_id, 3 AS observation_concept_id',
  condition_era: 'SELECT i AS person_id, 3 AS condition_concept_id FROM range(1, 3) t(i)',
  drug_era: 'SELECT 1 AS person_id, 7 AS drug_concept_id',
};

export interface Small {
  readonly workspace: Workspace;
  readonly connection: Connection;
  readonly folder: string;
  readonly manifest: DatasetManifest;
  readonly index: VocabularyIndex;
  close(): void;
}

async function fill(path: string, given: Readonly<Record<string, string>>): Promise<DatasetManifest['tables']> {
  const database = await openDatabase({ path });
  const connection = await database.connect();
  const described: DatasetManifest['tables'] = [];
  for (const [name, sql] of Object.entries(given)) {
    await connection.run(`CREATE TABLE ${name} AS ${sql}`);
    const columns = await connection.describe(`SELECT * FROM ${name}`);
    const { rows } = await connection.one<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`);
    described.push({ name, rows, columns, rejected: 0, years: null, density: [] });
  }
  connection.close();
  database.close();
  return described;
}

/** A dataset of these tables with its index in memory. */
export async function smallVocabulary(
  given: Readonly<Record<string, string>> = tables,
  isCounted = true,
): Promise<Small> {
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-vocabulary-'));
  const file = join(folder, 'dataset.duckdb');
  const described = await fill(file, given);
  const manifest = {
    name: 'small',
    sha256: 'a'.repeat(64),
    tables: described,
    absent: [],
  } as unknown as DatasetManifest;
  const workspace = await openWorkspace(limits, file);
  const connection = await workspace.connect();
  await connection.run('CREATE SCHEMA memory.small_index');
  const index = await buildIndex(connection, 'memory.small_index', manifest, isCounted, quiet);
  return {
    workspace,
    connection,
    folder,
    manifest,
    index,
    close() {
      connection.close();
      workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
