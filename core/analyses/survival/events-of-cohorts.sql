-- Follow-up of each person from the first entry to outcome, death, end of observation or horizon, then counted by
-- fate and day. Fate: 0 censored, 1 event; left out: 2 not observed at entry, 3 outcome before entry, 4 died before entry.
WITH entry AS (
  SELECT stratum, person_id, min(index_date) AS index_date
  FROM ({{entries}})
  GROUP BY stratum, person_id
),
observed AS (
  SELECT e.stratum, e.person_id, e.index_date, max(CAST(p.observation_period_end_date AS DATE)) AS last_day
  FROM entry AS e
  LEFT JOIN cdm.observation_period AS p
    ON p.person_id = e.person_id
    AND e.index_date BETWEEN CAST(p.observation_period_start_date AS DATE) AND CAST(p.observation_period_end_date AS DATE)
  GROUP BY e.stratum, e.person_id, e.index_date
),
death AS ({{death}}),
outcome AS (
  SELECT
    e.stratum,
    e.person_id,
    min(o.outcome_date) FILTER (WHERE o.outcome_date >= e.index_date) AS outcome_date,
    bool_or(o.outcome_date < e.index_date) AS had_before
  FROM entry AS e
  JOIN ({{outcome}}) AS o ON o.person_id = e.person_id
  GROUP BY e.stratum, e.person_id
),
followed AS (
  SELECT
    b.stratum,
    CASE
      WHEN b.last_day IS NULL THEN 2
      WHEN d.death_date < b.index_date THEN 4
      WHEN o.had_before AND {{excludePrior}} THEN 3
    END AS left_out,
    date_diff('day', b.index_date, o.outcome_date) AS outcome_day,
    least(date_diff('day', b.index_date, b.last_day), date_diff('day', b.index_date, d.death_date), {{horizon}}) AS end_day
  FROM observed AS b
  LEFT JOIN death AS d ON d.person_id = b.person_id
  LEFT JOIN outcome AS o ON o.stratum = b.stratum AND o.person_id = b.person_id
)
SELECT
  stratum,
  coalesce(left_out, CASE WHEN outcome_day <= end_day THEN 1 ELSE 0 END) AS fate,
  CASE WHEN left_out IS NULL THEN least(outcome_day, end_day) END AS follow_up,
  count(*) AS persons
FROM followed
GROUP BY ALL
ORDER BY stratum, follow_up, fate
