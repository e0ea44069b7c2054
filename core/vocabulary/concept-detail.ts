import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { ConceptDetail, ConceptSummary } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { type Hierarchy, relativesOf } from './hierarchy.ts';
import { knownOf, lookUp } from './lookup.ts';
import { readRelatives } from './relatives.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/** Relatives and mappings shown at once; a concept such as “Drug” has hundreds of thousands. */
const most = 500;

/** @throws Failure `not_found` for an id that the vocabulary does not know. */
export async function conceptDetail(
  connection: Connection,
  index: VocabularyIndex,
  hierarchy: Hierarchy,
  id: number,
  context: JobContext,
): Promise<ConceptDetail> {
  const [concept] = await lookUp(connection, index, [id], context);
  if (!concept)
    throw new Failure(
      'not_found',
      `The vocabulary of this dataset has no concept ${id}. Search by name or code to find the one you mean.`,
    );
  const next = async (direction: 'up' | 'down') =>
    (await readRelatives(connection, index, hierarchy, { id, direction, all: false, limit: most }, context)).concepts;
  const count = async (direction: 'up' | 'down') =>
    (
      await connection.one<{ n: number }>(
        `SELECT count(*) AS n FROM (${relativesOf(hierarchy, `SELECT ${id}::BIGINT`, direction, true)})`,
        [],
        context,
      )
    ).n;
  return {
    concept,
    ...(await validity(connection, id)),
    synonyms: await synonyms(connection, id, concept.name),
    parents: await next('up'),
    children: await next('down'),
    ancestors: await count('up'),
    descendants: await count('down'),
    mapsTo: await mappings(connection, index, id, 'to', context),
    mappedFrom: await mappings(connection, index, id, 'from', context),
    tables: index.isCounted ? await uses(connection, index, id) : [],
  };
}

function validity(connection: Connection, id: number) {
  return connection.one<{ validFrom: string | null; validTo: string | null }>(
    `SELECT min(valid_start_date)::VARCHAR AS "validFrom", max(valid_end_date)::VARCHAR AS "validTo" FROM cdm.concept WHERE concept_id = ${id}`,
  );
}

async function synonyms(connection: Connection, id: number, name: string): Promise<string[]> {
  const rows = await connection.rows<{ name: string }>(
    `SELECT DISTINCT concept_synonym_name AS name FROM cdm.concept_synonym WHERE concept_id = ${id} AND concept_synonym_name IS NOT NULL ORDER BY 1`,
  );
  return rows.map((row) => row.name).filter((synonym) => synonym !== name);
}

/** By the relationship “Maps to”; that a standard concept maps to itself says nothing. */
async function mappings(
  connection: Connection,
  index: VocabularyIndex,
  id: number,
  direction: 'to' | 'from',
  context: JobContext,
): Promise<ConceptSummary[]> {
  const [here, there] = direction === 'to' ? ['concept_id_1', 'concept_id_2'] : ['concept_id_2', 'concept_id_1'];
  const rows = await connection.rows<{ id: number }>(
    `SELECT c.concept_id AS id FROM ${index.schema}.concept c WHERE c.concept_id <> ${id} AND c.concept_id IN (
      SELECT ${there} FROM cdm.concept_relationship
      WHERE ${here} = ${id} AND relationship_id = 'Maps to' AND invalid_reason IS NULL)
    ORDER BY c.place LIMIT ${most}`,
    [],
    context,
  );
  return knownOf(
    connection,
    index,
    rows.map((row) => row.id),
    context,
  );
}

function uses(connection: Connection, { schema }: VocabularyIndex, id: number): Promise<ConceptDetail['tables']> {
  return connection.rows<ConceptDetail['tables'][number]>(
    `SELECT table_name AS "table", column_name AS "column", records, persons FROM ${schema}.use
    WHERE concept_id = ${id} AND column_name IS NOT NULL ORDER BY records DESC, 1, 2`,
  );
}
