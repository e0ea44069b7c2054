-- Entries and persons of each cohort, and persons who stand in both.
WITH entry AS ({{entries}}),
several AS (SELECT person_id FROM entry GROUP BY person_id HAVING count(DISTINCT cohort) > 1)
SELECT
  cohort,
  count(*) AS entries,
  count(DISTINCT person_id) AS persons,
  count(DISTINCT person_id) FILTER (WHERE person_id IN (SELECT person_id FROM several)) AS shared
FROM entry
GROUP BY cohort
ORDER BY cohort
