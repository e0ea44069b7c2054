-- Values by concept and unit, in one scan: how many there are, how many lie outside their range, and what units each concept has.
WITH ranges(concept, unit, low, high) AS (VALUES {{ranges}})
SELECT
  t.measurement_concept_id AS concept,
  t.unit_concept_id AS unit,
  any_value(r.low) AS low,
  any_value(r.high) AS high,
  count(*) AS n,
  count(*) FILTER (WHERE t.value_as_number < r.low OR t.value_as_number > r.high) AS outside,
  count(*) FILTER (WHERE t.value_as_number < 0) AS negative
FROM {{measurement}} AS t
LEFT JOIN ranges AS r ON r.concept = t.measurement_concept_id AND r.unit = t.unit_concept_id
WHERE t.value_as_number IS NOT NULL
GROUP BY ALL
ORDER BY concept, unit
