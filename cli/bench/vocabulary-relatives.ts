import type { JobContext } from '../../contract/context.ts';
import type { ConceptSetItem } from '../../contract/vocabulary.ts';
import type { Connection } from '../../core/engine/database.ts';
import type { ClinicalTable } from '../../core/vocabulary/clinical-tables.ts';
import { conceptDetail } from '../../core/vocabulary/concept-detail.ts';
import { readRelatives } from '../../core/vocabulary/relatives.ts';
import { resolveSet } from '../../core/vocabulary/resolve.ts';
import type { VocabularyIndex } from '../../core/vocabulary/vocabulary-index.ts';
import { type BenchOptions, type BenchResult, sideBySide } from './bench.ts';

const name = 'vocabulary, hierarchy';
const peer = 'the same by concept_ancestor and concept_relationship';
/** Shown at once. */
const limit = 500;

const below = (id: number, levels: string) => `SELECT c.concept_id, c.concept_name, a.min_levels_of_separation AS levels
  FROM cdm.concept_ancestor a JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
  WHERE a.ancestor_concept_id = ${id} AND a.descendant_concept_id <> ${id} ${levels}`;

const mapped = (here: string, there: string, id: number) => `SELECT c.concept_id FROM cdm.concept_relationship r
  JOIN cdm.concept c ON c.concept_id = r.${there} WHERE r.${here} = ${id} AND r.relationship_id = 'Maps to'`;

/** Opening a concept, all below it, and concept sets of it, of two concepts: one with a third of all below it, and one with few. */
export async function compareRelatives(
  connection: Connection,
  index: VocabularyIndex,
  tables: readonly ClinicalTable[],
  { rounds }: BenchOptions,
  context: JobContext,
): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const compare = async (work: string, ours: () => Promise<unknown>, theirs: readonly string[]) => {
    await ours();
    const scan = async () => {
      for (const sql of theirs) await connection.rows(sql, [], context);
    };
    results.push({ name, work, peer, ...(await sideBySide(rounds, ours, scan)) });
  };
  for (const id of [2, 500]) {
    const { descendants } = await conceptDetail(connection, index, id, context);
    const count = (column: string) => `SELECT count(*) FROM cdm.concept_ancestor WHERE ${column} = ${id}`;
    await compare(`a concept with ${descendants} below it`, () => conceptDetail(connection, index, id, context), [
      count('ancestor_concept_id'),
      count('descendant_concept_id'),
      `${below(id, 'AND a.min_levels_of_separation = 1')} LIMIT ${limit}`,
      mapped('concept_id_1', 'concept_id_2', id),
      mapped('concept_id_2', 'concept_id_1', id),
    ]);
    const all = { id, direction: 'down', all: true, limit } as const;
    await compare(`the first ${limit} of all below it`, () => readRelatives(connection, index, all, context), [
      count('ancestor_concept_id'),
      `${below(id, '')} ORDER BY levels LIMIT ${limit}`,
    ]);
    const item = (more: Omit<ConceptSetItem, 'concept'>, of = id): ConceptSetItem => ({
      concept: { CONCEPT_ID: of },
      includeDescendants: true,
      ...more,
    });
    const items = [
      item({ includeMapped: true }),
      item({ isExcluded: true }, id * 8),
      item({ includeMapped: true }, id + 1),
    ];
    const set = { side: 'in', items, text: '', offset: 0, limit } as const;
    const { concepts } = await resolveSet(connection, index, tables, set, context);
    await compare(
      `a set of ${concepts}: two with descendants and mapped, less one`,
      () => resolveSet(connection, index, tables, set, context),
      [resolved(items)],
    );
  }
  return results;
}

/** The concepts alone: neither counts nor why each is there. */
function resolved(items: readonly ConceptSetItem[]): string {
  const members = (excluded: boolean) =>
    items
      .filter(({ isExcluded = false }) => isExcluded === excluded)
      .map(({ concept: { CONCEPT_ID: id }, includeMapped = false }) => {
        const own = `SELECT c.concept_id FROM cdm.concept_ancestor a JOIN cdm.concept c ON c.concept_id = a.descendant_concept_id
          WHERE a.ancestor_concept_id = ${id} AND c.invalid_reason IS NULL`;
        const from = `SELECT r.concept_id_1 FROM cdm.concept_relationship r WHERE r.relationship_id = 'Maps to' AND r.concept_id_2 IN (${own})`;
        return includeMapped ? `${own} UNION ${from}` : own;
      })
      .join(' UNION ');
  return `SELECT count(*) FROM ((${members(false)}) EXCEPT (${members(true)}))`;
}
