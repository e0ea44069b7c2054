import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { ConceptDetail, ConceptSummary } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { conceptRows, knownOf } from './lookup.ts';
import { countRelatives, readRelatives } from './relatives.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/** Relatives and mappings shown at once; a concept such as “Drug” has hundreds of thousands. */
const most = 500;

/** @throws Failure `not_found` for an id that the vocabulary does not know. */
export async function conceptDetail(
  connection: Connection,
  index: VocabularyIndex,
  id: number,
  context: JobContext,
): Promise<ConceptDetail> {
  const row = (
    await conceptRows<{ names: readonly string[] | null }>(connection, index, [id], ['c.synonyms AS names'], context)
  ).get(id);
  if (!row)
    throw new Failure(
      'not_found',
      `The vocabulary of this dataset has no concept ${id}. Search by name or code to find the one you mean.`,
    );
  const next = async (direction: 'up' | 'down') =>
    (await readRelatives(connection, index, { id, direction, all: false, limit: most }, context)).concepts;
  const { names, ...concept } = row;
  return {
    concept,
    ...(await validity(connection, id)),
    synonyms: (names ?? []).filter((name) => name !== concept.name).sort(),
    parents: await next('up'),
    children: await next('down'),
    ...(await countRelatives(connection, index, id, context)),
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

/** By the relationship “Maps to”; that a standard concept maps to itself says nothing. */
async function mappings(
  connection: Connection,
  index: VocabularyIndex,
  id: number,
  direction: 'to' | 'from',
  context: JobContext,
): Promise<ConceptSummary[]> {
  const rows = await connection.rows<{ id: number }>(
    `SELECT other AS id FROM ${index.schema}.${direction === 'to' ? 'maps_to' : 'mapped_from'} WHERE id = ${id} AND place IS NOT NULL ORDER BY place LIMIT ${most}`,
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
