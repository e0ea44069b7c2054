-- How often each concept stands in each concept column, in one scan; then what the vocabulary says of it.
WITH used AS (
  SELECT GROUPING_ID({{columns}}) AS which, coalesce({{columns}}) AS concept_id, count(*) AS n
  FROM {{table}}
  GROUP BY GROUPING SETS ({{sets}})
)
SELECT
  u.which,
  count(*) FILTER (WHERE u.concept_id IS NOT NULL) AS concepts,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id IS NOT NULL), 0) AS filled,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id = 0), 0) AS unmapped,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id <> 0), 0) AS mapped,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id <> 0 AND c.concept_id IS NULL), 0) AS unknown,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id <> 0 AND c.concept_id IS NOT NULL), 0) AS known,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id <> 0 AND {{otherDomain}}), 0) AS otherdomain,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id <> 0 AND {{otherClass}}), 0) AS otherclass,
  coalesce(sum(u.n) FILTER (WHERE u.concept_id <> 0 AND c.concept_id IS NOT NULL
    AND (coalesce(c.standard_concept, '') <> 'S' OR coalesce(c.invalid_reason, '') <> '')), 0) AS nonstandard
FROM used AS u
LEFT JOIN {{concept}} AS c ON c.concept_id = u.concept_id AND u.concept_id <> 0
GROUP BY u.which
