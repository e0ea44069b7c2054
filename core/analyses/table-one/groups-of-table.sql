-- The groups and how many rows each has, in the order of the column's own type; null are rows without a group.
SELECT CAST(value AS VARCHAR) AS name, n
FROM (SELECT {{by}} AS value, count(*) AS n FROM {{table}} AS d GROUP BY value)
ORDER BY value NULLS LAST
LIMIT {{limit}}
