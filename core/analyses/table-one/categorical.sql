-- One column of few values by group, in the order of its own type.
SELECT CAST(grouping_value AS VARCHAR) AS name, CAST(value AS VARCHAR) AS level, n
FROM (
  SELECT {{by}} AS grouping_value, {{column}} AS value, count(*) AS n
  FROM {{table}} AS d
  WHERE {{by}} IS NOT NULL AND {{column}} IS NOT NULL
  GROUP BY ALL
)
ORDER BY value, grouping_value
