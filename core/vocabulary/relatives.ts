import type { JobContext } from '../../contract/context.ts';
import type { Relative } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { type Direction, goingOn, type Hierarchy, relativesOf } from './hierarchy.ts';
import { summaryColumns, type VocabularyIndex } from './vocabulary-index.ts';

export interface RelativesAsked {
  readonly id: number;
  readonly direction: Direction;
  /** All levels, not only the next one. */
  readonly all: boolean;
  readonly limit: number;
}

export interface Relatives {
  /** Those beyond the limit too. */
  readonly total: number;
  readonly concepts: Relative[];
}

/** What stands above or below a concept: nearest first, then most records below. */
export async function readRelatives(
  connection: Connection,
  { schema }: VocabularyIndex,
  hierarchy: Hierarchy,
  { id, direction, all, limit }: RelativesAsked,
  context: JobContext,
): Promise<Relatives> {
  const best = 'r.levels, c.records_below DESC NULLS LAST, c.name, r.id';
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE relative AS
      SELECT c.place, r.id, r.levels, row_number() OVER (ORDER BY ${best}) AS n
      FROM (${relativesOf(hierarchy, `SELECT ${id}::BIGINT`, direction, all)}) r JOIN ${schema}.concept c ON c.concept_id = r.id`,
    [],
    context,
  );
  const { total } = await connection.one<{ total: number }>('SELECT count(*) AS total FROM relative');
  const concepts = await connection.rows<Relative>(
    `WITH shown AS MATERIALIZED (SELECT * FROM relative WHERE n <= ${limit}),
      more AS (${goingOn(hierarchy, 'SELECT id FROM shown', direction)})
    SELECT ${summaryColumns('c')}, shown.levels, shown.id IN (SELECT id FROM more) AS "hasMore"
    FROM shown JOIN ${schema}.concept c USING (place) ORDER BY shown.n`,
    [],
    context,
  );
  return { total, concepts };
}
