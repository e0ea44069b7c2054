-- The few distinct values of the event column, to tell 0/1 from 1/2.
SELECT DISTINCT CAST({{event}} AS DOUBLE) AS value
FROM {{table}} AS d
WHERE {{event}} IS NOT NULL
LIMIT 4
