import type { Connection } from '../engine/database.ts';

/**
 * What is prepared of a dataset's vocabulary: a schema with the tables of `buildIndex`. See docs/technical/vocabulary.md.
 */
export interface VocabularyIndex {
  /** Catalog and schema, quoted where it must be. */
  readonly schema: string;
  /** False where only the search text is there: counts are null. */
  readonly isCounted: boolean;
  /** Places from 0 to `standard` are standard concepts; of these and of the rest, the first are used. */
  readonly ranges: { readonly standard: number; readonly usedStandard: number; readonly usedOther: number };
}

export async function readIndex(connection: Connection, schema: string, isCounted: boolean): Promise<VocabularyIndex> {
  const ranges = await connection.one<VocabularyIndex['ranges'] & { readonly [key: string]: number }>(
    `SELECT count_if(standard IS NOT DISTINCT FROM 'S') AS standard, count_if(standard IS NOT DISTINCT FROM 'S' AND coalesce(records_below, 0) > 0) AS "usedStandard",
      count_if(standard IS DISTINCT FROM 'S' AND coalesce(records_below, 0) > 0) AS "usedOther" FROM ${schema}.concept`,
  );
  return { schema, isCounted, ranges };
}

/** Columns of the index's `concept` table as a contract's ConceptSummary. */
export const summaryColumns = (c: string): string =>
  [
    `${c}.concept_id AS id`,
    `${c}.name`,
    `${c}.code`,
    `${c}.vocabulary`,
    `${c}.domain`,
    `${c}.concept_class AS "conceptClass"`,
    `${c}.standard`,
    `${c}.invalid`,
    `${c}.records`,
    `${c}.persons`,
    `${c}.records_below AS "recordsBelow"`,
  ].join(', ');
