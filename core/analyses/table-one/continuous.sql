-- One numeric column by group. quantile_cont interpolates as R's type 7 does.
WITH numbers AS (
  SELECT {{by}} AS value, CAST({{column}} AS DOUBLE) AS x
  FROM {{table}} AS d
  WHERE isfinite(CAST({{column}} AS DOUBLE))
)
SELECT
  CAST(value AS VARCHAR) AS name,
  count(x) AS n,
  avg(x) AS mean,
  stddev_samp(x) AS sd,
  quantile_cont(x, 0.25) AS q1,
  quantile_cont(x, 0.5) AS median,
  quantile_cont(x, 0.75) AS q3,
  sum(abs(x)) AS size,
  max(abs(x), 10) AS largest,
  count(*) FILTER (WHERE x < 0) AS negative
FROM numbers
WHERE value IS NOT NULL
GROUP BY value
