-- Events and censorings by group and time: all that Kaplan-Meier and log-rank need to know.
WITH strata AS (
  SELECT value, row_number() OVER (ORDER BY value) - 1 AS position
  FROM (SELECT DISTINCT {{strata}} AS value FROM {{table}} AS d WHERE {{complete}})
)
SELECT
  s.position AS stratum,
  CAST({{time}} AS DOUBLE) AS follow_up,
  count(*) FILTER (WHERE CAST({{event}} AS DOUBLE) = {{code}}) AS events,
  count(*) FILTER (WHERE CAST({{event}} AS DOUBLE) <> {{code}}) AS censored
FROM {{table}} AS d
JOIN strata AS s ON s.value = {{strata}}
WHERE {{complete}}
GROUP BY ALL
ORDER BY stratum, follow_up
