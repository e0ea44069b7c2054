import { literal } from '../../engine/sql-text.ts';

/** OMOP's standard concepts for persons, for datasets that come without a vocabulary. */
const standard: Readonly<Record<number, string>> = {
  8507: 'MALE',
  8532: 'FEMALE',
  8515: 'Asian',
  8516: 'Black or African American',
  8527: 'White',
  8557: 'Native Hawaiian or Other Pacific Islander',
  8657: 'American Indian or Alaska Native',
  38003563: 'Hispanic or Latino',
  38003564: 'Not Hispanic or Latino',
};

/** SQL for the name of a concept: from the dataset's vocabulary where it has one, otherwise what is known by heart. */
export function conceptName(id: string, hasConcepts: boolean): string {
  const known = Object.entries(standard).map(([concept, name]) => `WHEN ${concept} THEN ${literal(name)}`);
  const fallback = `CASE ${id} ${known.join(' ')} ELSE concat('concept ', ${id}) END`;
  if (!hasConcepts) return fallback;
  return `coalesce((SELECT any_value(n.concept_name) FROM cdm.concept AS n WHERE n.concept_id = ${id}), ${fallback})`;
}

/** The same, but null for a concept of 0 or none: the source said nothing. */
export function knownConceptName(id: string, hasConcepts: boolean): string {
  return `CASE WHEN coalesce(${id}, 0) <> 0 THEN ${conceptName(id, hasConcepts)} END`;
}
