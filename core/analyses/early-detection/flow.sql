-- Persons on the way to being a case, and those left out of the persons at risk, by reason.
SELECT
  count(*) AS persons,
  count(*) FILTER (WHERE fate = 'unobserved') AS unobserved,
  count(*) FILTER (WHERE fate = 'died-before') AS "diedBefore",
  count(*) FILTER (WHERE fate = 'outcome-before') AS "outcomeBefore",
  count(*) FILTER (WHERE fate = 'at-risk') AS "atRisk",
  count(*) FILTER (WHERE fate = 'at-risk' AND outcome_date <= last_day) AS reached,
  count(*) FILTER (WHERE fate = 'at-risk' AND outcome_date <= last_day AND outcome_date - record_start >= {{reach}}) AS "reachesBack"
FROM early_persons
