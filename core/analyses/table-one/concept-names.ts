/** SQL for the name of a concept: from the dataset's vocabulary where it has one, otherwise what is known by heart. */
export function conceptName(id: string, hasConcepts: boolean): string {
  const fallback = `CASE ${id} WHEN 8507 THEN 'MALE' WHEN 8532 THEN 'FEMALE' ELSE concat('concept ', ${id}) END`;
  if (!hasConcepts) return fallback;
  return `coalesce((SELECT any_value(n.concept_name) FROM cdm.concept AS n WHERE n.concept_id = ${id}), ${fallback})`;
}

/** The same, but null for a concept of 0 or none: the source said nothing. */
export function knownConceptName(id: string, hasConcepts: boolean): string {
  return `CASE WHEN coalesce(${id}, 0) <> 0 THEN ${conceptName(id, hasConcepts)} END`;
}
