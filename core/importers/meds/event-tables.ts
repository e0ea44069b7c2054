import { identifier } from '../../engine/sql-text.ts';
import { bareCode } from './code-tables.ts';
import type { MedsRows } from './stage-rows.ts';

/** Type concept “EHR”, and “period inferred by algorithm”. */
const ehr = 32817;
const inferred = 44814725;

/** Kinds of row that say something about the person rather than that something happened. */
export const personal = ['birth', 'gender', 'race', 'ethnicity'] as const;

/** Tables of the CDM that rows become, one row each. */
export const eventTables = [
  'visit_occurrence',
  'condition_occurrence',
  'drug_exposure',
  'procedure_occurrence',
  'measurement',
  'observation',
  'death',
] as const;
export type EventTable = (typeof eventTables)[number];

/** Temporary tables: what each row is about, by code; and one row a subject. */
export const subjectsTable = 'temp.meds_subjects';

/** Rows with their code's concept and `kind`: what the source's own column says, or the code's beginning, or a number's presence. */
export const classified = ({ relation }: MedsRows): string =>
  `(SELECT r.*, c.concept_id, c.source_id, CASE WHEN c.kind IN ('birth', 'gender', 'race', 'ethnicity', 'death') THEN c.kind
      ELSE coalesce(named, c.kind, CASE WHEN number IS NULL THEN 'observation' ELSE 'measurement' END) END AS kind
    FROM ${relation} AS r JOIN temp.meds_codes AS c USING (code) WHERE subject IS NOT NULL)`;

const columnsOf: Readonly<Record<EventTable, string>> = {
  visit_occurrence: `coalesce(visit, id) AS visit_occurrence_id, subject AS person_id,
    CASE regexp_extract(upper(code), '^VISIT/+(.+)$', 1) WHEN 'IP' THEN 9201 WHEN 'OP' THEN 9202 WHEN 'ER' THEN 9203
      ELSE concept_id END AS visit_concept_id,
    CAST(moment AS DATE) AS visit_start_date, moment AS visit_start_datetime, CAST(coalesce("end", moment) AS DATE) AS visit_end_date,
    coalesce("end", moment) AS visit_end_datetime, ${ehr} AS visit_type_concept_id, code AS visit_source_value,
    source_id AS visit_source_concept_id`,
  condition_occurrence: `id AS condition_occurrence_id, subject AS person_id, concept_id AS condition_concept_id,
    CAST(moment AS DATE) AS condition_start_date, moment AS condition_start_datetime, CAST("end" AS DATE) AS condition_end_date,
    "end" AS condition_end_datetime, ${ehr} AS condition_type_concept_id, visit AS visit_occurrence_id,
    code AS condition_source_value, source_id AS condition_source_concept_id`,
  drug_exposure: `id AS drug_exposure_id, subject AS person_id, concept_id AS drug_concept_id,
    CAST(moment AS DATE) AS drug_exposure_start_date, moment AS drug_exposure_start_datetime,
    CAST(coalesce("end", moment) AS DATE) AS drug_exposure_end_date, "end" AS drug_exposure_end_datetime,
    ${ehr} AS drug_type_concept_id, number AS quantity, text AS sig, visit AS visit_occurrence_id, code AS drug_source_value,
    source_id AS drug_source_concept_id, unit AS dose_unit_source_value`,
  procedure_occurrence: `id AS procedure_occurrence_id, subject AS person_id, concept_id AS procedure_concept_id,
    CAST(moment AS DATE) AS procedure_date, moment AS procedure_datetime, CAST("end" AS DATE) AS procedure_end_date,
    "end" AS procedure_end_datetime, ${ehr} AS procedure_type_concept_id, visit AS visit_occurrence_id,
    code AS procedure_source_value, source_id AS procedure_source_concept_id`,
  measurement: `id AS measurement_id, subject AS person_id, concept_id AS measurement_concept_id,
    CAST(moment AS DATE) AS measurement_date, moment AS measurement_datetime, ${ehr} AS measurement_type_concept_id,
    number AS value_as_number, visit AS visit_occurrence_id, code AS measurement_source_value,
    source_id AS measurement_source_concept_id, unit AS unit_source_value, text AS value_source_value`,
  observation: `id AS observation_id, subject AS person_id, concept_id AS observation_concept_id,
    CAST(moment AS DATE) AS observation_date, moment AS observation_datetime, ${ehr} AS observation_type_concept_id,
    number AS value_as_number, text AS value_as_string, visit AS visit_occurrence_id, code AS observation_source_value,
    source_id AS observation_source_concept_id, unit AS unit_source_value`,
  death: `subject AS person_id, CAST(moment AS DATE) AS death_date, moment AS death_datetime, ${ehr} AS death_type_concept_id`,
};

/**
 * One CDM table of the rows about it. A row without a time is dated at birth, or else at the subject's first event:
 * OMOP has no undated facts.
 */
export function eventRelation(table: EventTable, rows: MedsRows): string {
  const extras = rows.extras.map(({ name }) => identifier(name));
  return `(SELECT ${[columnsOf[table], ...extras].join(', ')}
    FROM (SELECT r.*, coalesce(r."time", s.born, s.first) AS moment
          FROM ${classified(rows)} AS r JOIN ${subjectsTable} AS s USING (subject) WHERE kind = '${table}'))`;
}

const givenConcept = (code: string, known: string): string =>
  `coalesce(CASE upper(regexp_extract(${code}, '[^/]+$')) ${known} END, TRY_CAST(regexp_extract(${code}, '[^/]+$') AS BIGINT), 0)`;

/** One row a subject: what its rows say of the person, when they begin and end. */
export const subjectsSql = (rows: MedsRows): string => `CREATE OR REPLACE TEMP TABLE meds_subjects AS
  SELECT subject, min("time") FILTER (kind = 'birth') AS born, min("time") FILTER (kind NOT IN ('birth')) AS first,
    max(greatest("time", "end")) AS last, min(code) FILTER (kind = 'gender') AS gender, min(code) FILTER (kind = 'race') AS race,
    min(code) FILTER (kind = 'ethnicity') AS ethnicity,
    count(*) FILTER (kind IN ('birth', 'gender', 'race', 'ethnicity')) AS personal_rows,
    count(*) FILTER (kind NOT IN ('birth', 'gender', 'race', 'ethnicity') AND "time" IS NULL) AS untimed
  FROM ${classified(rows)} GROUP BY subject`;

export const personRelation = (splits: string | null): string => `(SELECT subject AS person_id,
    ${givenConcept('gender', "WHEN 'M' THEN 8507 WHEN 'MALE' THEN 8507 WHEN 'F' THEN 8532 WHEN 'FEMALE' THEN 8532")} AS gender_concept_id,
    CAST(year(born) AS INTEGER) AS year_of_birth, CAST(month(born) AS INTEGER) AS month_of_birth,
    CAST(day(born) AS INTEGER) AS day_of_birth, born AS birth_datetime,
    ${givenConcept('race', "WHEN 'WHITE' THEN 8527 WHEN 'ASIAN' THEN 8515")} AS race_concept_id,
    ${givenConcept('ethnicity', "WHEN 'HISPANIC' THEN 38003563")} AS ethnicity_concept_id,
    gender AS gender_source_value, race AS race_source_value, ethnicity AS ethnicity_source_value${splits ? ', split' : ''}
  FROM ${subjectsTable}${splits ? ` LEFT JOIN ${splits} USING (subject)` : ''})`;

export const periodRelation = `(SELECT subject AS observation_period_id, subject AS person_id,
    CAST(coalesce(first, born) AS DATE) AS observation_period_start_date,
    CAST(coalesce(last, first, born) AS DATE) AS observation_period_end_date, ${inferred} AS period_type_concept_id
  FROM ${subjectsTable} WHERE coalesce(first, born) IS NOT NULL)`;

/** The codes that no vocabulary knows as concepts: what stands before the first `/` is the vocabulary. */
export const conceptRelation = `(SELECT concept_id, name AS concept_name, CASE kind
    WHEN 'condition_occurrence' THEN 'Condition' WHEN 'drug_exposure' THEN 'Drug' WHEN 'procedure_occurrence' THEN 'Procedure'
    WHEN 'measurement' THEN 'Measurement' WHEN 'visit_occurrence' THEN 'Visit' WHEN 'gender' THEN 'Gender' WHEN 'race' THEN 'Race'
    WHEN 'ethnicity' THEN 'Ethnicity' ELSE 'Observation' END AS domain_id,
    CASE WHEN contains(code, '/') THEN split_part(code, '/', 1) ELSE 'MEDS' END AS vocabulary_id, 'MEDS code' AS concept_class_id,
    'S' AS standard_concept, ${bareCode('code')} AS concept_code,
    DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date, NULL::VARCHAR AS invalid_reason
  FROM temp.meds_codes WHERE is_own)`;

/** Every code under itself and under all its `parent_codes`; of those that a vocabulary knows that one tells itself. */
export const ancestorSql = `CREATE OR REPLACE TEMP TABLE meds_ancestors AS
  WITH RECURSIVE edges AS (
    SELECT c.concept_id AS child, p.concept_id AS parent
    FROM (SELECT concept_id, unnest(parents) AS code FROM temp.meds_codes) AS c JOIN temp.meds_codes AS p USING (code)),
  up(descendant, ancestor, levels) AS (
    SELECT concept_id, concept_id, 0 FROM temp.meds_codes
    UNION
    SELECT descendant, parent, levels + 1 FROM up JOIN edges ON child = ancestor WHERE levels < 30)
  SELECT ancestor AS ancestor_concept_id, descendant AS descendant_concept_id,
    CAST(min(levels) AS INTEGER) AS min_levels_of_separation, CAST(max(levels) AS INTEGER) AS max_levels_of_separation
  FROM up WHERE descendant IN (SELECT concept_id FROM temp.meds_codes WHERE is_own)
    OR ancestor IN (SELECT concept_id FROM temp.meds_codes WHERE is_own) GROUP BY ALL`;
