-- Persons of both cohorts, each at the first entry into each, with what became of them. Time at risk runs from the day
-- after entry (and after the lag) to the outcome, and until observation, death, treatment or the horizon ends.
CREATE OR REPLACE TEMP TABLE comparison_persons AS
WITH entry AS ({{entries}}),
first_entry AS (
  SELECT arm, subject_id, min(start_date) AS index_date, arg_min(end_date, start_date) AS end_date
  FROM entry
  GROUP BY arm, subject_id
),
both_arms AS (
  SELECT f.*, o.index_date AS other_date
  FROM first_entry AS f
  LEFT JOIN first_entry AS o ON o.subject_id = f.subject_id AND o.arm <> f.arm
),
observed AS (
  SELECT b.*, max(CAST(p.observation_period_end_date AS DATE)) AS last_day
  FROM both_arms AS b
  LEFT JOIN cdm.observation_period AS p
    ON p.person_id = b.subject_id
    AND b.index_date BETWEEN CAST(p.observation_period_start_date AS DATE) AND CAST(p.observation_period_end_date AS DATE)
  GROUP BY ALL
),
death AS ({{death}}),
outcome AS (
  SELECT
    e.arm,
    e.subject_id,
    min(o.outcome_date) FILTER (WHERE o.outcome_date > e.index_date + {{lag}}) AS outcome_date,
    bool_or(o.outcome_date <= e.index_date + {{lag}}) AS had_before
  FROM first_entry AS e
  JOIN ({{outcome}}) AS o ON o.person_id = e.subject_id
  GROUP BY e.arm, e.subject_id
),
followed AS (
  SELECT
    b.arm,
    b.subject_id,
    b.index_date,
    b.end_date,
    b.other_date,
    b.last_day,
    d.death_date,
    o.outcome_date,
    coalesce(o.had_before, false) AS had_before,
    least(b.last_day, d.death_date, {{end_of_treatment}}, b.index_date + {{horizon}}) AS until
  FROM observed AS b
  LEFT JOIN death AS d ON d.person_id = b.subject_id
  LEFT JOIN outcome AS o ON o.arm = b.arm AND o.subject_id = b.subject_id
)
SELECT
  arm,
  subject_id,
  index_date AS cohort_start_date,
  greatest(end_date, index_date) AS cohort_end_date,
  CASE
    WHEN other_date = index_date THEN 'same day'
    WHEN other_date IS NOT NULL AND {{exclude_both}} THEN 'both'
    WHEN other_date < index_date THEN 'later'
    WHEN last_day IS NULL THEN 'unobserved'
    WHEN death_date < index_date THEN 'died'
    WHEN had_before AND {{exclude_prior}} THEN 'before'
    WHEN until <= index_date + {{lag}} THEN 'no time'
    WHEN {{is_risk}} AND NOT coalesce(outcome_date <= until, false) AND until < index_date + {{horizon}}
      AND NOT coalesce(death_date <= until, false) THEN 'unknown'
    ELSE 'kept'
  END AS status,
  date_diff('day', index_date + {{lag}}, least(outcome_date, until)) AS follow_up,
  coalesce(outcome_date <= until, false) AS had_event
FROM followed
