-- The groups, in the order of their column's own type.
SELECT CAST(value AS VARCHAR) AS name
FROM (SELECT DISTINCT {{strata}} AS value FROM {{table}} AS d WHERE {{complete}} LIMIT {{limit}})
ORDER BY value
