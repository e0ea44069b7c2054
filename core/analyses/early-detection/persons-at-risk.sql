-- One row a person of the cohort, numbered: entry, the record around it, the first outcome, and whether they can be at
-- risk. Fate: at-risk; left out: unobserved at entry, died-before entry, outcome-before (on the day of entry or earlier).
CREATE OR REPLACE TEMP TABLE early_persons AS
WITH entry AS (
  SELECT subject_id::BIGINT AS person_id, min(cohort_start_date)::DATE AS entry_date
  FROM {{cohort}}
  GROUP BY subject_id
),
observed AS (
  SELECT
    e.person_id,
    e.entry_date,
    min(p.observation_period_start_date::DATE) AS record_start,
    max(p.observation_period_end_date::DATE) AS record_end
  FROM entry AS e
  LEFT JOIN cdm.observation_period AS p
    ON p.person_id = e.person_id
    AND e.entry_date BETWEEN p.observation_period_start_date::DATE AND p.observation_period_end_date::DATE
  GROUP BY e.person_id, e.entry_date
),
death AS ({{death}}),
outcome AS (SELECT person_id, min(outcome_date) AS outcome_date FROM ({{outcome}}) GROUP BY person_id)
SELECT
  row_number() OVER (ORDER BY b.person_id)::INTEGER AS number,
  b.person_id,
  b.entry_date,
  b.record_start,
  least(b.record_end, d.death_date) AS last_day,
  o.outcome_date,
  CASE
    WHEN b.record_end IS NULL THEN 'unobserved'
    WHEN d.death_date < b.entry_date THEN 'died-before'
    WHEN o.outcome_date <= b.entry_date THEN 'outcome-before'
    ELSE 'at-risk'
  END AS fate
FROM observed AS b
LEFT JOIN death AS d USING (person_id)
LEFT JOIN outcome AS o USING (person_id)
ORDER BY number
