import type { JobContext } from '../../contract/context.ts';
import type { Relative } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { type Direction, goingOn, type Hierarchy, relativesOf } from './hierarchy.ts';
import { lookUp } from './lookup.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

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
  index: VocabularyIndex,
  hierarchy: Hierarchy,
  { id, direction, all, limit }: RelativesAsked,
  context: JobContext,
): Promise<Relatives> {
  const { schema } = index;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE relative AS
      SELECT r.id, r.levels, row_number() OVER (ORDER BY r.levels, c.records_below DESC NULLS LAST, c.place) AS n
      FROM (${relativesOf(hierarchy, `SELECT ${id}::BIGINT`, direction, all)}) r JOIN ${schema}.concept c ON c.concept_id = r.id`,
    [],
    context,
  );
  const { total } = await connection.one<{ total: number }>('SELECT count(*) AS total FROM relative');
  const shown = await connection.rows<{ id: number; levels: number; hasMore: boolean }>(
    `WITH shown AS MATERIALIZED (SELECT * FROM relative WHERE n <= ${limit}),
      more AS (${goingOn(hierarchy, 'SELECT id FROM shown', direction)})
    SELECT id, levels, id IN (SELECT id FROM more) AS "hasMore" FROM shown ORDER BY n`,
    [],
    context,
  );
  const concepts = await lookUp(
    connection,
    index,
    shown.map((one) => one.id),
    context,
  );
  return {
    total,
    concepts: shown.flatMap(({ levels, hasMore }, i) => {
      const concept = concepts[i];
      return concept ? [{ ...concept, levels, hasMore }] : [];
    }),
  };
}
