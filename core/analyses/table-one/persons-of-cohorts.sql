-- One row per cohort and person, as known on the day of first entry.
CREATE OR REPLACE TEMP TABLE table_one_persons AS
WITH entry AS (
  SELECT cohort, person_id, min(index_date) AS index_date
  FROM ({{entries}})
  GROUP BY cohort, person_id
),
observed AS (
  SELECT e.cohort, e.person_id, min(o.first_day) AS first_day
  FROM entry AS e
  JOIN ({{observation}}) AS o ON o.person_id = e.person_id AND e.index_date BETWEEN o.first_day AND o.last_day
  GROUP BY e.cohort, e.person_id
)
SELECT
  e.cohort,
  e.person_id,
  e.index_date,
  year(e.index_date) - p.year_of_birth AS age,
  {{sex}} AS sex,
  {{race}} AS race,
  {{ethnicity}} AS ethnicity,
  year(e.index_date) AS index_year,
  date_diff('day', b.first_day, e.index_date) AS prior_days
FROM entry AS e
LEFT JOIN cdm.person AS p ON p.person_id = e.person_id
LEFT JOIN observed AS b ON b.cohort = e.cohort AND b.person_id = e.person_id
