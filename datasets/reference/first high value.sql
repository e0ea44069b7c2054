CREATE TEMP TABLE codesets AS
SELECT 0 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 3004410
UNION
SELECT 0, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 3004410 AND c.invalid_reason IS NULL
UNION
SELECT 1 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 1503297
UNION
SELECT 1, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 1503297 AND c.invalid_reason IS NULL
UNION
SELECT 2 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 316139
UNION
SELECT 2, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 316139 AND c.invalid_reason IS NULL
--;;
CREATE TEMP TABLE primary_events AS
SELECT m.person_id, m.measurement_id AS event_id, m.measurement_date AS start_date,
  o.observation_period_start_date AS op_start_date, o.observation_period_end_date AS op_end_date
FROM cdm.measurement m
JOIN codesets s ON s.set_id = 0 AND s.concept_id = m.measurement_concept_id
JOIN cdm.observation_period o ON o.person_id = m.person_id
  AND m.measurement_date BETWEEN o.observation_period_start_date AND o.observation_period_end_date
WHERE m.value_as_number > 8 AND o.observation_period_start_date + 30 <= m.measurement_date
--;;
CREATE TEMP TABLE inclusion AS
SELECT 0 AS rule, q.event_id
FROM primary_events q
JOIN cdm.person p ON p.person_id = q.person_id
WHERE year(q.start_date) - p.year_of_birth >= 40
  OR EXISTS (
    SELECT 1
    FROM cdm.drug_exposure d
    JOIN codesets s ON s.set_id = 1 AND s.concept_id = d.drug_concept_id
    WHERE d.person_id = q.person_id AND d.drug_exposure_start_date BETWEEN q.op_start_date AND q.op_end_date
      AND d.drug_exposure_start_date BETWEEN q.start_date - 90 AND q.start_date
  )
UNION ALL
SELECT 1, q.event_id
FROM primary_events q
LEFT JOIN cdm.visit_occurrence v ON v.person_id = q.person_id
  AND v.visit_start_date BETWEEN q.op_start_date AND q.op_end_date
  AND v.visit_start_date BETWEEN q.start_date - 30 AND q.start_date - 1
GROUP BY q.event_id
HAVING count(v.visit_occurrence_id) <= 3
--;;
CREATE TEMP TABLE held_rules AS
SELECT q.person_id, q.event_id, q.start_date, q.op_end_date,
  COALESCE(list(i.rule) FILTER (i.rule IS NOT NULL), []) AS held
FROM primary_events q
LEFT JOIN inclusion i ON i.event_id = q.event_id
GROUP BY ALL
--;;
CREATE TEMP TABLE included_events AS
SELECT *
FROM (
  SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY start_date, event_id) AS place
  FROM held_rules
  WHERE len(held) = 2
)
WHERE place = 1
--;;
DELETE FROM results.cohort WHERE cohort_definition_id = 1
--;;
INSERT INTO results.cohort (cohort_definition_id, subject_id, cohort_start_date, cohort_end_date)
SELECT 1, i.person_id, i.start_date, LEAST(i.op_end_date, min(c.condition_start_date))
FROM included_events i
LEFT JOIN (
  SELECT person_id, condition_start_date
  FROM cdm.condition_occurrence
  JOIN codesets s ON s.set_id = 2 AND s.concept_id = condition_concept_id
) c ON c.person_id = i.person_id AND c.condition_start_date BETWEEN i.start_date AND i.op_end_date
GROUP BY i.person_id, i.start_date, i.op_end_date
--;;
INSERT INTO results.cohort_inclusion_stats (cohort_definition_id, rule_sequence, mode_id, person_count, gain_count, person_total)
SELECT 1, rule, 0, count(*) FILTER (list_contains(held, rule)),
  count(*) FILTER (len(held) = 2 - 1 AND NOT list_contains(held, rule)), count(*)
FROM held_rules CROSS JOIN range(2) AS r(rule)
GROUP BY rule
--;;
CREATE TEMP TABLE best_events AS
SELECT held
FROM (
  SELECT held, row_number() OVER (PARTITION BY person_id
    ORDER BY len(held) DESC, COALESCE(list_min(held), 0), start_date, event_id) AS place
  FROM held_rules
)
WHERE place = 1
--;;
INSERT INTO results.cohort_inclusion_stats (cohort_definition_id, rule_sequence, mode_id, person_count, gain_count, person_total)
SELECT 1, rule, 1, count(*) FILTER (list_contains(held, rule)),
  count(*) FILTER (len(held) = 2 - 1 AND NOT list_contains(held, rule)), count(*)
FROM best_events CROSS JOIN range(2) AS r(rule)
GROUP BY rule
--;;
DROP TABLE best_events
--;;
DROP TABLE included_events
--;;
DROP TABLE held_rules
--;;
DROP TABLE inclusion
--;;
DROP TABLE primary_events
--;;
DROP TABLE codesets
