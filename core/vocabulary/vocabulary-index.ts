/**
 * What is prepared of a dataset's vocabulary: a schema with the tables `concept` (in the order of answers, with search
 * text and counts), `code` and `use`. See docs/technical/vocabulary.md.
 */
export interface VocabularyIndex {
  /** Catalog and schema, quoted where it must be. */
  readonly schema: string;
  /** False where only the search text is there: counts are null. */
  readonly isCounted: boolean;
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
