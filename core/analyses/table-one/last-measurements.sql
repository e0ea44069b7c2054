-- The last value of each measurement and unit in the days up to entry, summed up by cohort; the most often measured first.
WITH last_value AS (
  SELECT
    p.cohort,
    p.person_id,
    m.measurement_concept_id AS concept_id,
    coalesce(m.unit_concept_id, 0) AS unit_id,
    arg_max(CAST(m.value_as_number AS DOUBLE), ROW(CAST(m.measurement_date AS DATE), m.measurement_id)) AS x
  FROM temp.table_one_persons AS p
  JOIN cdm.measurement AS m
    ON m.person_id = p.person_id
    AND CAST(m.measurement_date AS DATE) <= p.index_date
    AND CAST(m.measurement_date AS DATE) >= p.index_date - {{windowDays}}
  WHERE isfinite(CAST(m.value_as_number AS DOUBLE)) AND m.measurement_concept_id <> 0
  GROUP BY ALL
),
size AS (SELECT cohort, count(*) AS n FROM temp.table_one_persons GROUP BY cohort),
counted AS (
  SELECT v.concept_id, v.unit_id, v.cohort, count(*) / any_value(s.n) AS proportion
  FROM last_value AS v
  JOIN size AS s ON s.cohort = v.cohort
  GROUP BY ALL
),
most_frequent AS (
  SELECT concept_id, unit_id, max(proportion) AS highest
  FROM counted
  GROUP BY ALL
  ORDER BY highest DESC, concept_id, unit_id
  LIMIT {{top}}
),
summary AS (
  SELECT
    v.cohort,
    v.concept_id,
    v.unit_id,
    f.highest,
    count(v.x) AS n,
    avg(v.x) AS mean,
    stddev_samp(v.x) AS sd,
    quantile_cont(v.x, 0.25) AS q1,
    quantile_cont(v.x, 0.5) AS median,
    quantile_cont(v.x, 0.75) AS q3,
    sum(abs(v.x)) AS size,
    max(abs(v.x), 10) AS largest,
    count(*) FILTER (WHERE v.x < 0) AS negative
  FROM last_value AS v
  JOIN most_frequent AS f ON f.concept_id = v.concept_id AND f.unit_id = v.unit_id
  GROUP BY v.cohort, v.concept_id, v.unit_id, f.highest
)
SELECT
  CAST(c.cohort AS VARCHAR) AS name,
  concat(c.concept_id, '/', c.unit_id) AS concept,
  {{conceptName}} AS label,
  {{unitName}} AS unit,
  c.n, c.mean, c.sd, c.q1, c.median, c.q3, c.size, c.largest, c.negative
FROM summary AS c
ORDER BY c.highest DESC, c.concept_id, c.unit_id, c.cohort
