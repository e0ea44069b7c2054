import { local } from './concepts.ts';
import { uniform } from './draws.ts';

/** CDM `visit_occurrence` from `encounters`. */
export const visitOccurrenceSql = `
  SELECT visit_id::BIGINT AS visit_occurrence_id, person_id::BIGINT AS person_id, kind::INTEGER AS visit_concept_id,
    visit_date AS visit_start_date, NULL::TIMESTAMP AS visit_start_datetime, visit_end AS visit_end_date,
    NULL::TIMESTAMP AS visit_end_datetime, 32817 AS visit_type_concept_id,
    (site * 3 - visit_id % 3)::INTEGER AS provider_id, site::INTEGER AS care_site_id, NULL::VARCHAR AS visit_source_value,
    0 AS visit_source_concept_id, 0 AS admitted_from_concept_id, NULL::VARCHAR AS admitted_from_source_value,
    0 AS discharged_to_concept_id, NULL::VARCHAR AS discharged_to_source_value, NULL::BIGINT AS preceding_visit_occurrence_id
  FROM encounters`;

const procedures = `[
    CASE WHEN reason = 'dialysis' OR reason = 'kidney failure' THEN {n: 0, concept: 4120120} END,
    CASE WHEN reason LIKE 'heart failure%' OR (has_heart_failure AND reason = 'regular' AND ${uniform('echo', 'day')} < 0.08)
      THEN {n: 1, concept: 4230911} END,
    CASE WHEN reason = 'infarction' AND ${uniform('catheter')} < 0.7 THEN {n: 2, concept: ${local.coronaryIntervention}} END,
    CASE WHEN reason LIKE 'stage%' OR reason = 'injury' THEN {n: 3, concept: ${local.bloodPanel}} END]`;

/** CDM `procedure_occurrence` from `encounters`. */
export const procedureOccurrenceSql = `
  SELECT (visit_id * 4 + p.n)::BIGINT AS procedure_occurrence_id, person_id::BIGINT AS person_id,
    p.concept::INTEGER AS procedure_concept_id, visit_date AS procedure_date, NULL::TIMESTAMP AS procedure_datetime,
    visit_date AS procedure_end_date, NULL::TIMESTAMP AS procedure_end_datetime, 32817 AS procedure_type_concept_id,
    0 AS modifier_concept_id, 1 AS quantity, (site * 3 - visit_id % 3)::INTEGER AS provider_id,
    visit_id::BIGINT AS visit_occurrence_id, NULL::BIGINT AS visit_detail_id, NULL::VARCHAR AS procedure_source_value,
    0 AS procedure_source_concept_id, NULL::VARCHAR AS modifier_source_value
  FROM (SELECT *, unnest(list_filter(${procedures}, lambda p: p IS NOT NULL)) AS p FROM encounters)`;

/** CDM `observation` from `encounters`: smoking, asked at entry and now and then; not asked of one in five. */
export const observationSql = `
  SELECT visit_id::BIGINT AS observation_id, person_id::BIGINT AS person_id, smoking::INTEGER AS observation_concept_id,
    visit_date AS observation_date, NULL::TIMESTAMP AS observation_datetime, 32817 AS observation_type_concept_id,
    NULL::DOUBLE AS value_as_number, NULL::VARCHAR AS value_as_string, NULL::INTEGER AS value_as_concept_id,
    0 AS qualifier_concept_id, 0 AS unit_concept_id, (site * 3 - visit_id % 3)::INTEGER AS provider_id,
    visit_id::BIGINT AS visit_occurrence_id, NULL::BIGINT AS visit_detail_id, NULL::VARCHAR AS observation_source_value,
    0 AS observation_source_concept_id, NULL::VARCHAR AS unit_source_value, NULL::VARCHAR AS qualifier_source_value,
    NULL::VARCHAR AS value_source_value, NULL::BIGINT AS observation_event_id, NULL::INTEGER AS obs_event_field_concept_id
  FROM encounters
  WHERE ${uniform('asks')} < 0.8 AND (reason = 'entry' OR (reason = 'regular' AND ${uniform('smoking asked', 'day')} < 0.07))`;
