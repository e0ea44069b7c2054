import type { JobContext } from '../../../contract/context.ts';
import type { ConceptSetItem } from '../../../contract/vocabulary.ts';
import type { Connection, Row } from '../../engine/database.ts';
import { idList } from '../lookup.ts';
import type { ReadSet } from './read-set.ts';

interface Described extends Row {
  readonly CONCEPT_ID: number;
  readonly CONCEPT_NAME: string | null;
}

const shown = 5;

/** Writes beside concepts that came as ids alone what the dataset's vocabulary says of them; warns of those it lacks. */
export async function describeItems(
  connection: Connection,
  { expression, warnings }: ReadSet,
  dataset: string,
  context: JobContext,
): Promise<ReadSet> {
  const ids = [...new Set(expression.items.map(({ concept }) => concept.CONCEPT_ID))];
  const rows = await connection.rows<Described>(
    `SELECT concept_id AS "CONCEPT_ID", concept_name AS "CONCEPT_NAME", standard_concept AS "STANDARD_CONCEPT",
      invalid_reason AS "INVALID_REASON", concept_code AS "CONCEPT_CODE", domain_id AS "DOMAIN_ID",
      vocabulary_id AS "VOCABULARY_ID", concept_class_id AS "CONCEPT_CLASS_ID"
    FROM cdm.concept WHERE concept_id IN (SELECT id FROM (${idList(ids)}))`,
    [],
    context,
  );
  const known = new Map(rows.map((row) => [row.CONCEPT_ID, row]));
  const items = expression.items.map((item): ConceptSetItem => {
    const found = known.get(item.concept.CONCEPT_ID);
    return found && item.concept.CONCEPT_NAME === undefined ? { ...item, concept: { ...found } } : item;
  });
  const unknown = ids.filter((id) => !known.has(id));
  const names = `${unknown.slice(0, shown).join(', ')}${unknown.length > shown ? ' …' : ''}`;
  const missing =
    unknown.length === 0
      ? []
      : [`The vocabulary of “${dataset}” does not know ${unknown.length} of ${ids.length} concepts: ${names}.`];
  return { expression: { ...expression, items }, warnings: [...warnings, ...missing] };
}
