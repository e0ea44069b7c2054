import type { JobContext } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';

export type Direction = 'up' | 'down';

/** Where the hierarchy is read from: `concept_ancestor`, or, where that came empty, the “Is a” relationships. */
export type Hierarchy = 'ancestors' | 'relationships' | 'none';

const hasRows = ({ tables }: Pick<DatasetManifest, 'tables'>, name: string) =>
  tables.some((table) => table.name === name && table.rows > 0);

export function hierarchyOf(manifest: Pick<DatasetManifest, 'tables'>): Hierarchy {
  if (hasRows(manifest, 'concept_ancestor')) return 'ancestors';
  return hasRows(manifest, 'concept_relationship') ? 'relationships' : 'none';
}

/** Pairs (above, below, levels) of the hierarchy, as a temporary view or table; a pair may come twice. */
export const kin = 'temp.main.kin';

/** “Is a” and its reverse as rows (above, below); both directions may be there, or one. */
const isA = `SELECT concept_id_2 AS above, concept_id_1 AS below FROM cdm.concept_relationship
  WHERE relationship_id = 'Is a' AND invalid_reason IS NULL AND concept_id_1 <> concept_id_2
  UNION SELECT concept_id_1, concept_id_2 FROM cdm.concept_relationship
  WHERE relationship_id = 'Subsumes' AND invalid_reason IS NULL AND concept_id_1 <> concept_id_2`;

/** Makes `kin` on a connection, until `dropKin`. @throws Failure `cancelled`, `disk_full`. */
export async function readKin(connection: Connection, hierarchy: Hierarchy, context: JobContext): Promise<void> {
  await dropKin(connection);
  if (hierarchy === 'relationships') await close(connection, context);
  const pairs = {
    ancestors: `SELECT ancestor_concept_id AS above, descendant_concept_id AS below, coalesce(min_levels_of_separation, 1) AS levels
      FROM cdm.concept_ancestor WHERE ancestor_concept_id <> descendant_concept_id`,
    relationships: 'SELECT * FROM temp.main.kin_closed',
    none: 'SELECT 0::BIGINT AS above, 0::BIGINT AS below, 0 AS levels WHERE FALSE',
  }[hierarchy];
  await connection.run(`CREATE TEMP VIEW kin AS ${pairs}`);
}

export const dropKin = (connection: Connection): Promise<void> =>
  connection.run(`DROP VIEW IF EXISTS ${kin}; DROP TABLE IF EXISTS temp.main.kin_closed`);

/**
 * Everything above and below along “Is a”, level by level: each pair at its least distance. A circle ends where its pairs
 * are known; none is above itself.
 */
async function close(connection: Connection, context: JobContext): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE is_a AS ${isA};
    CREATE TEMP TABLE kin_closed AS SELECT above, below, 1 AS levels FROM temp.main.is_a`,
    [],
    context,
  );
  for (let [level, isGrowing] = [1, true]; isGrowing; level++) {
    await connection.run(
      `INSERT INTO temp.main.kin_closed
      SELECT DISTINCT k.above, i.below, ${level + 1} FROM temp.main.kin_closed k JOIN temp.main.is_a i ON i.above = k.below
      WHERE k.levels = ${level} AND k.above <> i.below
        AND NOT EXISTS (FROM temp.main.kin_closed known WHERE known.above = k.above AND known.below = i.below)`,
      [],
      context,
    );
    const { n } = await connection.one<{ n: number }>(
      `SELECT count(*) AS n FROM temp.main.kin_closed WHERE levels = ${level + 1}`,
    );
    isGrowing = n > 0;
  }
  await connection.run('DROP TABLE temp.main.is_a');
}

/** A query of (concept_id): what has something next above or below it. */
export const having = (direction: Direction): string => {
  const [from, to] = direction === 'up' ? ['below', 'above'] : ['above', 'below'];
  return `SELECT ${from} AS concept_id FROM ${kin} WHERE levels = 1 AND ${to} IN (SELECT concept_id FROM cdm.concept)`;
};

/**
 * The hierarchy in both directions and the mappings in both, each in the order in which it is looked up and shown:
 * `descendant` and `ancestor` (id, relative, levels, is_valid: of the relative), `maps_to` and `mapped_from` (id, other,
 * place: null where `concept` does not have the other). A look-up reads a few thousand rows of millions.
 */
export function relativeTables(schema: string): string[] {
  const relatives = (name: string, id: string, relative: string) => `CREATE TABLE ${schema}.${name} AS
    WITH standing AS (
      SELECT concept_id, row_number() OVER (ORDER BY records_below DESC NULLS LAST, place) AS standing FROM ${schema}.concept),
    validity AS (SELECT concept_id, bool_or(invalid_reason IS NULL) AS is_valid FROM cdm.concept GROUP BY 1)
    SELECT k.${id} AS id, k.${relative} AS relative, k.levels, v.is_valid FROM ${kin} k
    JOIN standing s ON s.concept_id = k.${relative} JOIN validity v ON v.concept_id = k.${relative}
    ORDER BY k.${id}, k.levels, s.standing`;
  const mappings = (name: string, id: string, other: string) => `CREATE TABLE ${schema}.${name} AS
    SELECT DISTINCT r.${id} AS id, r.${other} AS other, c.place FROM cdm.concept_relationship r
    LEFT JOIN ${schema}.concept c ON c.concept_id = r.${other}
    WHERE r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL AND r.concept_id_1 <> r.concept_id_2
    ORDER BY id, place`;
  return [
    relatives('descendant', 'above', 'below'),
    relatives('ancestor', 'below', 'above'),
    mappings('maps_to', 'concept_id_1', 'concept_id_2'),
    mappings('mapped_from', 'concept_id_2', 'concept_id_1'),
  ];
}
