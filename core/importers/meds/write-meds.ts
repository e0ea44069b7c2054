import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../contract/context.ts';
import type { Connection } from '../../engine/database.ts';
import { literal } from '../../engine/sql-text.ts';

/** What an event table gives: its `table` name, its date, and what it says; SQL over the CDM's columns. */
interface Written {
  readonly from: string;
  readonly time: string;
  readonly concept: string;
  readonly code: string;
  readonly number?: string;
  readonly text?: string;
  readonly unit?: string;
  readonly end?: string;
  readonly visit?: string;
}

const written: readonly Written[] = [
  {
    from: 'visit_occurrence',
    time: 'coalesce(visit_start_datetime, visit_start_date)',
    concept: 'visit_concept_id',
    code: 'visit_source_value',
    end: 'coalesce(visit_end_datetime, visit_end_date)',
    visit: 'visit_occurrence_id',
  },
  {
    from: 'condition_occurrence',
    time: 'coalesce(condition_start_datetime, condition_start_date)',
    concept: 'condition_concept_id',
    code: 'condition_source_value',
    end: 'coalesce(condition_end_datetime, condition_end_date)',
    visit: 'visit_occurrence_id',
  },
  {
    from: 'drug_exposure',
    time: 'coalesce(drug_exposure_start_datetime, drug_exposure_start_date)',
    concept: 'drug_concept_id',
    code: 'drug_source_value',
    number: 'quantity',
    unit: 'dose_unit_source_value',
    end: 'coalesce(drug_exposure_end_datetime, drug_exposure_end_date)',
    visit: 'visit_occurrence_id',
  },
  {
    from: 'procedure_occurrence',
    time: 'coalesce(procedure_datetime, procedure_date)',
    concept: 'procedure_concept_id',
    code: 'procedure_source_value',
    visit: 'visit_occurrence_id',
  },
  {
    from: 'measurement',
    time: 'coalesce(measurement_datetime, measurement_date)',
    concept: 'measurement_concept_id',
    code: 'measurement_source_value',
    number: 'value_as_number',
    text: 'value_source_value',
    unit: 'unit_source_value',
    visit: 'visit_occurrence_id',
  },
  {
    from: 'observation',
    time: 'coalesce(observation_datetime, observation_date)',
    concept: 'observation_concept_id',
    code: 'observation_source_value',
    number: 'value_as_number',
    text: 'value_as_string',
    unit: 'unit_source_value',
    visit: 'visit_occurrence_id',
  },
];

const codeOf = (concept: string, source: string): string =>
  `coalesce(c.vocabulary_id || '/' || c.concept_code, nullif(${source}, ''), 'OMOP/' || ${concept}, 'OMOP/0')`;

/** All events of the CDM in `catalog`, in the columns of MEDS and those that OMOP ETLs add. */
function eventsSql(catalog: string): string {
  const cdm = (table: string) => `${catalog}.main.${table}`;
  const happened = written.map(
    (
      w,
    ) => `SELECT e.person_id AS subject_id, CAST(${w.time} AS TIMESTAMP) AS "time", ${codeOf(`e.${w.concept}`, `e.${w.code}`)} AS code,
      CAST(${w.number ?? 'NULL'} AS FLOAT) AS numeric_value, CAST(${w.text ?? 'NULL'} AS VARCHAR) AS text_value,
      ${literal(w.from)} AS "table", CAST(${w.end ?? 'NULL'} AS TIMESTAMP) AS "end", CAST(${w.unit ?? 'NULL'} AS VARCHAR) AS unit,
      CAST(e.${w.visit ?? 'visit_occurrence_id'} AS BIGINT) AS visit_id, e.${w.concept} AS concept_id
      FROM ${cdm(w.from)} AS e LEFT JOIN ${cdm('concept')} AS c ON c.concept_id = e.${w.concept} AND e.${w.concept} <> 0`,
  );
  const plain = (time: string, code: string, from: string, concept: string) =>
    `SELECT person_id, CAST(${time} AS TIMESTAMP), ${code}, NULL::FLOAT, NULL, ${literal(from)}, NULL, NULL, NULL, ${concept} FROM ${cdm(from)}`;
  const born =
    'coalesce(birth_datetime, make_date(year_of_birth, coalesce(month_of_birth, 1), coalesce(day_of_birth, 1)))';
  return [
    ...happened,
    `${plain(born, "'MEDS_BIRTH'", 'person', 'NULL')} WHERE ${born} IS NOT NULL`,
    ...['gender', 'race', 'ethnicity'].map(
      (of) =>
        `${plain('NULL', `'${of.toUpperCase()}/' || ${of}_concept_id`, 'person', `${of}_concept_id`)} WHERE ${of}_concept_id IS NOT NULL`,
    ),
    plain('coalesce(death_datetime, death_date)', "'MEDS_DEATH'", 'death', 'NULL'),
  ].join(' UNION ALL ');
}

/** Shares of subjects in the splits that MEDS names. */
const split =
  "CASE WHEN hash(subject_id) % 10 < 8 THEN 'train' WHEN hash(subject_id) % 10 = 8 THEN 'tuning' ELSE 'held_out' END";

/**
 * Writes the CDM in `catalog` as a MEDS dataset into `folder`: `data/<split>/0.parquet`, sorted by subject and time,
 * and `metadata/`. These are rows of persons: they never leave a study, so no command of the program calls this on
 * one; it serves made data and the proof that what is read can be written.
 */
export async function writeMeds(
  connection: Connection,
  catalog: string,
  folder: string,
  about: { readonly name: string; readonly version: string },
  context: JobContext,
): Promise<void> {
  await mkdir(join(folder, 'metadata'), { recursive: true, mode: 0o700 });
  await connection.run(`CREATE OR REPLACE TEMP TABLE meds_events AS ${eventsSql(catalog)}`, [], context);
  for (const name of ['train', 'tuning', 'held_out']) {
    await mkdir(join(folder, 'data', name), { recursive: true, mode: 0o700 });
    const shard = join(folder, 'data', name, '0.parquet');
    await connection.run(
      `COPY (SELECT * EXCLUDE (concept_id) FROM temp.meds_events WHERE ${split} = ${literal(name)}
       ORDER BY subject_id, "time" NULLS FIRST) TO ${literal(shard)} (FORMAT parquet, COMPRESSION zstd)`,
      [],
      context,
    );
  }
  const metadata = (query: string, file: string) =>
    connection.run(`COPY (${query}) TO ${literal(join(folder, 'metadata', file))} (FORMAT parquet)`, [], context);
  await metadata(codesSql(catalog), 'codes.parquet');
  await metadata(
    `SELECT subject_id, any_value(${split}) AS split FROM temp.meds_events GROUP BY subject_id ORDER BY subject_id`,
    'subject_splits.parquet',
  );
  const description = {
    dataset_name: about.name,
    dataset_version: about.version,
    etl_name: 'stillroom',
    meds_version: '0.4.0',
  };
  await writeFile(join(folder, 'metadata', 'dataset.json'), `${JSON.stringify(description, null, 2)}\n`);
  await connection.run('DROP TABLE temp.meds_events');
}

/** Every code with its concept's id and name, and the codes of the concepts right above it. */
const codesSql = (catalog: string): string => `
  WITH used AS (SELECT code, any_value(concept_id) AS concept_id FROM temp.meds_events GROUP BY code)
  SELECT u.code, any_value(c.concept_name) AS description,
    list(DISTINCT up.code) FILTER (up.code IS NOT NULL) AS parent_codes, any_value(u.concept_id) AS concept_id
  FROM used AS u
  LEFT JOIN ${catalog}.main.concept AS c USING (concept_id)
  LEFT JOIN ${catalog}.main.concept_ancestor AS a
    ON a.descendant_concept_id = u.concept_id AND a.min_levels_of_separation = 1 AND u.concept_id <> 0
  LEFT JOIN used AS up ON up.concept_id = a.ancestor_concept_id
  GROUP BY u.code ORDER BY u.code`;
