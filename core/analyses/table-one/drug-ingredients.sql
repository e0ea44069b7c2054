-- Drug exposures by ingredient; a drug without one in the vocabulary stands for itself.
SELECT x.person_id, coalesce(i.ingredient_id, x.drug_concept_id) AS concept_id, CAST(x.drug_exposure_start_date AS DATE) AS start_date
FROM cdm.drug_exposure AS x
LEFT JOIN (
  SELECT a.descendant_concept_id AS drug_id, a.ancestor_concept_id AS ingredient_id
  FROM cdm.concept_ancestor AS a
  JOIN cdm.concept AS c ON c.concept_id = a.ancestor_concept_id
  WHERE c.concept_class_id = 'Ingredient' AND c.standard_concept = 'S'
) AS i ON i.drug_id = x.drug_concept_id
