CREATE TEMP TABLE codesets AS
SELECT 0 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 1503297
UNION
SELECT 0, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 1503297 AND c.invalid_reason IS NULL
UNION
SELECT 1 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 201826
UNION
SELECT 1, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 201826 AND c.invalid_reason IS NULL
UNION
SELECT 2 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 193782
UNION
SELECT 2, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 193782 AND c.invalid_reason IS NULL
UNION
SELECT 3 AS set_id, concept_id FROM cdm.concept WHERE concept_id = 3004410
UNION
SELECT 3, c.concept_id
FROM cdm.concept_ancestor a
JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
WHERE a.ancestor_concept_id = 3004410 AND c.invalid_reason IS NULL
--;;
CREATE TEMP TABLE first_events AS
SELECT d.person_id, d.drug_exposure_id AS event_id, d.drug_exposure_start_date AS start_date,
  row_number() OVER (PARTITION BY d.person_id ORDER BY d.drug_exposure_start_date, d.drug_exposure_id) AS place
FROM cdm.drug_exposure d
JOIN codesets s ON s.set_id = 0 AND s.concept_id = d.drug_concept_id
--;;
CREATE TEMP TABLE qualified_events AS
SELECT e.person_id, e.event_id, e.start_date, o.observation_period_start_date AS op_start_date,
  o.observation_period_end_date AS op_end_date
FROM first_events e
JOIN cdm.observation_period o ON o.person_id = e.person_id
  AND e.start_date BETWEEN o.observation_period_start_date AND o.observation_period_end_date
WHERE e.place = 1 AND o.observation_period_start_date + 365 <= e.start_date
--;;
CREATE TEMP TABLE inclusion AS
SELECT DISTINCT 0 AS rule, q.event_id
FROM qualified_events q
JOIN cdm.condition_occurrence c ON c.person_id = q.person_id
JOIN codesets s ON s.set_id = 1 AND s.concept_id = c.condition_concept_id
WHERE c.condition_start_date BETWEEN q.op_start_date AND q.start_date
UNION ALL
SELECT 1, q.event_id
FROM qualified_events q
WHERE NOT EXISTS (
  SELECT 1
  FROM cdm.condition_occurrence c
  JOIN codesets s ON s.set_id = 2 AND s.concept_id = c.condition_concept_id
  WHERE c.person_id = q.person_id AND c.condition_start_date BETWEEN q.op_start_date AND q.start_date
)
UNION ALL
SELECT 2, q.event_id
FROM qualified_events q
JOIN cdm.measurement m ON m.person_id = q.person_id
JOIN codesets s ON s.set_id = 3 AND s.concept_id = m.measurement_concept_id
WHERE m.measurement_date BETWEEN q.op_start_date AND q.op_end_date
  AND m.measurement_date BETWEEN q.start_date - 365 AND q.start_date - 1
GROUP BY q.event_id
HAVING count(DISTINCT m.measurement_date) >= 2
--;;
CREATE TEMP TABLE held_rules AS
SELECT q.person_id, q.event_id, q.start_date, q.op_end_date,
  COALESCE(list(i.rule) FILTER (i.rule IS NOT NULL), []) AS held
FROM qualified_events q
LEFT JOIN inclusion i ON i.event_id = q.event_id
GROUP BY ALL
--;;
DELETE FROM results.cohort WHERE cohort_definition_id = 1
--;;
INSERT INTO results.cohort (cohort_definition_id, subject_id, cohort_start_date, cohort_end_date)
SELECT 1, person_id, start_date, op_end_date FROM held_rules WHERE len(held) = 3
--;;
INSERT INTO results.cohort_inclusion_stats (cohort_definition_id, rule_sequence, mode_id, person_count, gain_count, person_total)
SELECT 1, rule, 0, count(*) FILTER (list_contains(held, rule)),
  count(*) FILTER (len(held) = 3 - 1 AND NOT list_contains(held, rule)), count(*)
FROM held_rules CROSS JOIN range(3) AS r(rule)
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
  count(*) FILTER (len(held) = 3 - 1 AND NOT list_contains(held, rule)), count(*)
FROM best_events CROSS JOIN range(3) AS r(rule)
GROUP BY rule
--;;
DROP TABLE best_events
--;;
DROP TABLE held_rules
--;;
DROP TABLE inclusion
--;;
DROP TABLE qualified_events
--;;
DROP TABLE first_events
--;;
DROP TABLE codesets
