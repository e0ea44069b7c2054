import type { JobContext } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import type { VocabularyFacts } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';

/** Tables that search, hierarchy, mappings and the release's name are read from. */
const needed = ['concept', 'concept_synonym', 'concept_ancestor', 'concept_relationship', 'vocabulary'];

/** @throws Failure `unsupported` for a dataset that is not of the OMOP CDM. */
export function requireVocabulary({ name, tables, absent }: DatasetManifest): void {
  const there = new Set([...tables.map((table) => table.name), ...absent]);
  if (needed.every((table) => there.has(table))) return;
  throw new Failure(
    'unsupported',
    `“${name}” has no vocabulary: it is not a dataset of the OMOP common data model. Import OMOP tables with their vocabulary to look up concepts.`,
  );
}

/** What the vocabulary tables of the dataset attached as `cdm` say of themselves. */
export async function vocabularyFacts(
  connection: Connection,
  manifest: DatasetManifest,
  isReady: boolean,
  context: JobContext,
): Promise<VocabularyFacts> {
  const grouped = (column: string) =>
    connection.rows<{ name: string; concepts: number }>(
      `SELECT coalesce(${column}, '') AS name, count(*) AS concepts FROM cdm.concept GROUP BY 1 ORDER BY 2 DESC, 1`,
      [],
      context,
    );
  const { version } = await connection.one<{ version: string | null }>(
    `SELECT coalesce((SELECT any_value(vocabulary_version) FROM cdm.vocabulary WHERE vocabulary_id = 'None'),
      (SELECT any_value(vocabulary_version) FROM cdm.cdm_source)) AS version`,
  );
  const filled = new Set(manifest.tables.filter(({ rows }) => rows > 0).map(({ name }) => name));
  const domains = await grouped('domain_id');
  return {
    dataset: manifest.name,
    concepts: domains.reduce((sum, { concepts }) => sum + concepts, 0),
    vocabularies: await grouped('vocabulary_id'),
    domains,
    version,
    missing: needed.filter((table) => !filled.has(table)),
    isReady,
  };
}
