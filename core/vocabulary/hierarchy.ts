import type { DatasetManifest } from '../../contract/data.ts';

export type Direction = 'up' | 'down';

/** Where the hierarchy is read from: `concept_ancestor`, or, where that came empty, the “Is a” relationships. */
export type Hierarchy = 'ancestors' | 'relationships' | 'none';

const hasRows = ({ tables }: Pick<DatasetManifest, 'tables'>, name: string) =>
  tables.some((table) => table.name === name && table.rows > 0);

export function hierarchyOf(manifest: Pick<DatasetManifest, 'tables'>): Hierarchy {
  if (hasRows(manifest, 'concept_ancestor')) return 'ancestors';
  return hasRows(manifest, 'concept_relationship') ? 'relationships' : 'none';
}

/** “Is a” and its reverse as rows (above, below); both directions may be there, or one. */
export const isA = `SELECT concept_id_2 AS above, concept_id_1 AS below FROM cdm.concept_relationship
  WHERE relationship_id = 'Is a' AND invalid_reason IS NULL AND concept_id_1 <> concept_id_2
  UNION SELECT concept_id_1, concept_id_2 FROM cdm.concept_relationship
  WHERE relationship_id = 'Subsumes' AND invalid_reason IS NULL AND concept_id_1 <> concept_id_2`;

/** A query of (id, levels): what stands above or below the concepts of a query of (id), themselves left out. */
export function relativesOf(hierarchy: Hierarchy, ids: string, direction: Direction, all: boolean): string {
  if (hierarchy === 'none') return 'SELECT 0::BIGINT AS id, 0 AS levels WHERE FALSE';
  const [from, to] = direction === 'up' ? (['below', 'above'] as const) : (['above', 'below'] as const);
  if (hierarchy === 'ancestors') {
    const column = { above: 'ancestor_concept_id', below: 'descendant_concept_id' };
    return `SELECT ${column[to]} AS id, min(min_levels_of_separation) AS levels FROM cdm.concept_ancestor
      WHERE ${column[from]} IN (${ids}) AND ancestor_concept_id <> descendant_concept_id${all ? '' : ' AND min_levels_of_separation = 1'}
      GROUP BY 1`;
  }
  if (!all) return `SELECT DISTINCT ${to} AS id, 1 AS levels FROM (${isA}) WHERE ${from} IN (${ids})`;
  return `WITH RECURSIVE is_a AS MATERIALIZED (${isA}),
    reached(id, levels) USING KEY (id) AS (
      SELECT id, 0 AS levels FROM (${ids}) start(id)
      UNION SELECT is_a.${to}, min(reached.levels) + 1 FROM reached JOIN is_a ON is_a.${from} = reached.id
      WHERE is_a.${to} NOT IN (SELECT id FROM recurring.reached) GROUP BY 1)
    SELECT id, levels FROM reached WHERE levels > 0`;
}

/** A query of (id): those concepts of a query of (id) that have something next above or below them. */
export function goingOn(hierarchy: Hierarchy, ids: string, direction: Direction): string {
  if (hierarchy === 'none') return 'SELECT 0::BIGINT AS id WHERE FALSE';
  if (hierarchy === 'relationships')
    return `SELECT DISTINCT ${direction === 'up' ? 'below' : 'above'} AS id FROM (${isA}) WHERE ${direction === 'up' ? 'below' : 'above'} IN (${ids})`;
  const column = direction === 'up' ? 'descendant_concept_id' : 'ancestor_concept_id';
  return `SELECT DISTINCT ${column} AS id FROM cdm.concept_ancestor
    WHERE ${column} IN (${ids}) AND min_levels_of_separation = 1 AND ancestor_concept_id <> descendant_concept_id`;
}
