/**
 * CDM `person`. Nobody is older than 90 in these tables: the year of birth of anyone who would turn 91 is moved up,
 * so that “90” reads “90 or over” (Safe Harbor). Month and day of birth are absent.
 */
export const personSql = `
  SELECT person_id::BIGINT AS person_id, CASE WHEN male THEN 8507 ELSE 8532 END AS gender_concept_id,
    greatest(year(start_date) - floor(age0)::INTEGER, year(start_date + end_day) - 90)::INTEGER AS year_of_birth,
    NULL::INTEGER AS month_of_birth, NULL::INTEGER AS day_of_birth, NULL::TIMESTAMP AS birth_datetime,
    race AS race_concept_id, CASE WHEN hispanic THEN 38003563 ELSE 38003564 END AS ethnicity_concept_id,
    NULL::BIGINT AS location_id, NULL::INTEGER AS provider_id, site::INTEGER AS care_site_id,
    NULL::VARCHAR AS person_source_value, CASE WHEN male THEN 'M' ELSE 'F' END AS gender_source_value,
    0 AS gender_source_concept_id, NULL::VARCHAR AS race_source_value, 0 AS race_source_concept_id,
    NULL::VARCHAR AS ethnicity_source_value, 0 AS ethnicity_source_concept_id
  FROM work.lives`;

/** CDM `observation_period`: one per person; death ends it. */
export const observationPeriodSql = `
  SELECT person_id::BIGINT AS observation_period_id, person_id::BIGINT AS person_id, start_date AS observation_period_start_date,
    (start_date + end_day)::DATE AS observation_period_end_date, 32817 AS period_type_concept_id
  FROM work.lives`;

/** CDM `death`. Causes are not given. */
export const deathSql = `
  SELECT person_id::BIGINT AS person_id, (start_date + died_day)::DATE AS death_date, NULL::TIMESTAMP AS death_datetime,
    32817 AS death_type_concept_id, 0 AS cause_concept_id, NULL::VARCHAR AS cause_source_value, 0 AS cause_source_concept_id
  FROM work.lives WHERE died_day IS NOT NULL`;
