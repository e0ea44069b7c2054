import type { JobContext } from '../../contract/context.ts';
import type { Relative } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import type { Direction } from './hierarchy.ts';
import { conceptRows } from './lookup.ts';
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

const tables = { up: 'ancestor', down: 'descendant' } as const;

/** What stands above or below a concept: nearest first, then most records below. */
export async function readRelatives(
  connection: Connection,
  index: VocabularyIndex,
  { id, direction, all, limit }: RelativesAsked,
  context: JobContext,
): Promise<Relatives> {
  const from = `FROM ${index.schema}.${tables[direction]} WHERE id = ${id}${all ? '' : ' AND levels = 1'}`;
  const shown = await connection.rows<{ id: number; levels: number; total: number }>(
    `SELECT relative AS id, levels, (SELECT count(*) ${from}) AS total ${from} ORDER BY rowid LIMIT ${limit}`,
    [],
    context,
  );
  const further = [`c.has_${direction === 'up' ? 'above' : 'below'} AS "hasMore"`];
  const ids = shown.map((one) => one.id);
  const concepts = await conceptRows<{ hasMore: boolean }>(connection, index, ids, further, context);
  return {
    total: shown[0]?.total ?? 0,
    concepts: shown.flatMap(({ id: relative, levels }) => {
      const concept = concepts.get(relative);
      return concept ? [{ ...concept, levels }] : [];
    }),
  };
}

/** How many stand above or below a concept, on all levels. */
export async function countRelatives(
  connection: Connection,
  { schema }: VocabularyIndex,
  id: number,
  context: JobContext,
): Promise<{ readonly ancestors: number; readonly descendants: number }> {
  const count = (direction: Direction) => `(SELECT count(*) FROM ${schema}.${tables[direction]} WHERE id = ${id})`;
  return connection.one<{ ancestors: number; descendants: number }>(
    `SELECT ${count('up')} AS ancestors, ${count('down')} AS descendants`,
    [],
    context,
  );
}
