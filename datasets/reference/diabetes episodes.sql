CREATE TEMP TABLE codesets AS
SELECT 0 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 201826
UNION
SELECT 0, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 201826 AND c.invalid_reason IS NULL
--;;
CREATE TEMP TABLE cohort_rows AS
SELECT c.person_id, c.condition_start_date AS start_date,
  LEAST(c.condition_start_date + 60, o.observation_period_end_date) AS end_date
FROM cdm.condition_occurrence c
JOIN codesets s ON s.set_id = 0 AND s.concept_id = c.condition_concept_id
JOIN cdm.observation_period o ON o.person_id = c.person_id
  AND c.condition_start_date BETWEEN o.observation_period_start_date AND o.observation_period_end_date
--;;
CREATE TEMP TABLE starts AS
SELECT person_id, start_date, end_date,
  CASE WHEN max(end_date + 30) OVER (PARTITION BY person_id ORDER BY start_date, end_date
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= start_date THEN 0 ELSE 1 END AS is_start
FROM cohort_rows
--;;
DELETE FROM results.cohort WHERE cohort_definition_id = 1
--;;
INSERT INTO results.cohort (cohort_definition_id, subject_id, cohort_start_date, cohort_end_date)
SELECT 1, person_id, min(start_date), max(end_date)
FROM (
  SELECT person_id, start_date, end_date,
    sum(is_start) OVER (PARTITION BY person_id ORDER BY start_date, end_date, is_start DESC ROWS UNBOUNDED PRECEDING) AS era
  FROM starts
)
GROUP BY person_id, era
--;;
DROP TABLE starts
--;;
DROP TABLE cohort_rows
--;;
DROP TABLE codesets
