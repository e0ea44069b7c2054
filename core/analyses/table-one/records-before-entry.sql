-- Persons with a record of each concept in the days before entry; the most frequent in either cohort first.
WITH had AS (
  SELECT DISTINCT p.cohort, p.person_id, x.concept_id
  FROM temp.table_one_persons AS p
  JOIN ({{records}}) AS x
    ON x.person_id = p.person_id
    AND x.start_date < p.index_date
    AND x.start_date >= p.index_date - {{windowDays}}
  WHERE x.concept_id <> 0
),
size AS (SELECT cohort, count(*) AS n FROM temp.table_one_persons GROUP BY cohort),
counted AS (
  SELECT h.concept_id, h.cohort, count(*) AS n, count(*) / any_value(s.n) AS proportion
  FROM had AS h
  JOIN size AS s ON s.cohort = h.cohort
  GROUP BY h.concept_id, h.cohort
),
most_frequent AS (
  SELECT concept_id, max(proportion) AS highest
  FROM counted
  GROUP BY concept_id
  ORDER BY highest DESC, concept_id
  LIMIT {{top}}
)
SELECT c.cohort, CAST(c.concept_id AS VARCHAR) AS concept, {{conceptName}} AS label, c.n
FROM counted AS c
JOIN most_frequent AS l ON l.concept_id = c.concept_id
ORDER BY l.highest DESC, c.concept_id, c.cohort
