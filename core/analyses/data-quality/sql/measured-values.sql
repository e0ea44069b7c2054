-- Values by concept and unit, in one scan: a row's faults are the bits of a number, and rows are counted by it.
SELECT
  t.concept,
  t.unit,
  CASE WHEN t.v IS NOT NULL THEN 1 ELSE 0 END
    + CASE WHEN t.nothing THEN 2 ELSE 0 END
    + CASE WHEN t.v < b.low THEN 4 ELSE 0 END
    + CASE WHEN t.v > b.high THEN 8 ELSE 0 END
    + CASE WHEN t.v < 0 THEN 16 ELSE 0 END
    + CASE WHEN t.v IN ({{placeholders}}) THEN 32 ELSE 0 END
    + CASE WHEN t.v < b.fence_low OR t.v > b.fence_high THEN 64 ELSE 0 END
    + CASE WHEN t.v = b.commonest THEN 128 ELSE 0 END AS m0,
  sum(t.n) AS n
FROM (
  SELECT t.measurement_concept_id AS concept, coalesce(t.unit_concept_id, 0) AS unit, t.value_as_number AS v, {{noValue}} AS nothing, {{count}} AS n
  FROM {{measurement}} AS t
  WHERE t.measurement_concept_id <> 0
  {{group}}
) AS t
LEFT JOIN (VALUES {{bounds}}) AS b(concept, unit, low, high, fence_low, fence_high, commonest) ON b.concept = t.concept AND b.unit = t.unit
GROUP BY ALL
