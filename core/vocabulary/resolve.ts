import type { JobContext } from '../../contract/context.ts';
import type {
  Because,
  ConceptSetItem,
  ConceptSummary,
  ResolvedConcept,
  ResolvedSet,
} from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { ClinicalTable } from './clinical-tables.ts';
import { fold, folded } from './fold.ts';
import { idList, lookUp } from './lookup.ts';
import { usesOfAny } from './uses-of-any.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

export interface ResolveAsked {
  readonly items: readonly ConceptSetItem[];
  /** Which concepts the page lists: those in the set, or those that its excluded items took away. */
  readonly side: 'in' | 'taken';
  /** Only concepts whose name, code or id has this text, on the page. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * What a concept set comes to: exactly the concepts that a cohort would use, and through which items.
 *
 * @throws Failure `cancelled`.
 */
export async function resolveSet(
  connection: Connection,
  index: VocabularyIndex,
  tables: readonly ClinicalTable[],
  asked: ResolveAsked,
  context: JobContext,
): Promise<ResolvedSet> {
  const { items } = asked;
  await connection.run(`CREATE OR REPLACE TEMP TABLE brought AS ${broughtQuery(index, items)}`, [], context);
  await connection.run(included, [], context);
  const sizes = await sizesOf(connection, context);
  const known = await lookUp(
    connection,
    index,
    items.map(({ concept }) => concept.CONCEPT_ID),
    context,
  );
  const counts = index.isCounted
    ? await usesOfAny(connection, index, tables, context)
    : { persons: null, records: null };
  return {
    concepts: sizes.concepts,
    excluded: sizes.included - sizes.concepts,
    ...counts,
    items: items.map((_, i) => ({ concept: known[i] ?? null, concepts: sizes.byItem.get(i) ?? 0 })),
    page: await page(connection, index, asked, context),
  };
}

/** Concepts in the set, those that its items include before any is taken away, and those of each item by itself. */
async function sizesOf(connection: Connection, context: JobContext) {
  const { concepts, included } = await connection.one<{ concepts: number; included: number }>(
    'SELECT count(*) AS included, count(*) FILTER (NOT is_excluded) AS concepts FROM included',
    [],
    context,
  );
  const each = await connection.rows<{ n: number; concepts: number }>(
    'SELECT n, count(DISTINCT concept_id) AS concepts FROM brought GROUP BY 1',
    [],
    context,
  );
  return { concepts, included, byItem: new Map(each.map((row) => [row.n, row.concepts])) };
}

/**
 * What each item brings, or takes away, by itself: (n, concept_id, is_excluded, how, levels), n the item's place. As the
 * cohort compiler resolves it (core/cohort/sql/concept-sets.ts), from the index's sorted tables: descendants by
 * `concept_ancestor` alone, and only valid ones; what maps to a member too where `concept` does not have it.
 */
function broughtQuery({ schema }: VocabularyIndex, items: readonly ConceptSetItem[]): string {
  const list = (value: (item: ConceptSetItem) => number | boolean, type: string) =>
    `unnest(CAST(${literal(`[${items.map(value).join(', ')}]`)} AS ${type}[]))`;
  return `WITH item AS MATERIALIZED (
      SELECT unnest(range(0, ${items.length})) AS n, ${list(({ concept }) => concept.CONCEPT_ID, 'BIGINT')} AS concept_id,
        ${list(({ isExcluded = false }) => isExcluded, 'BOOLEAN')} AS is_excluded,
        ${list(({ includeDescendants = false }) => includeDescendants, 'BOOLEAN')} AS with_descendants,
        ${list(({ includeMapped = false }) => includeMapped, 'BOOLEAN')} AS with_mapped),
    member AS MATERIALIZED (
      SELECT i.*, 'itself' AS how, NULL::INTEGER AS levels FROM item i
      WHERE concept_id IN (SELECT concept_id FROM ${schema}.concept)
      UNION ALL
      SELECT i.n, d.relative, i.is_excluded, i.with_descendants, i.with_mapped, 'descendant', d.levels
      FROM item i JOIN ${schema}.descendant d ON d.id = i.concept_id
      WHERE i.with_descendants AND d.is_valid AND EXISTS (SELECT 1 FROM cdm.concept_ancestor))
    SELECT n, concept_id, is_excluded, how, levels FROM member
    UNION ALL
    SELECT m.n, f.other, m.is_excluded, 'mapped', NULL FROM member m
    JOIN ${schema}.mapped_from f ON f.id = m.concept_id WHERE m.with_mapped`;
}

/** Concepts that an item includes, and whether another takes them away; the others are the set. */
const included = `CREATE OR REPLACE TEMP TABLE included AS
    SELECT concept_id, bool_or(is_excluded) AS is_excluded FROM brought GROUP BY 1 HAVING NOT bool_and(is_excluded);
  CREATE OR REPLACE TEMP VIEW resolved AS SELECT concept_id FROM included WHERE NOT is_excluded`;

/** Rows of the index's `concept` with a text; the regular expression is asked only where the longest word is found. */
function withText(text: string): string {
  const plain = fold(text);
  const longest = plain.split(' ').reduce((most, word) => (word.length > most.length ? word : most), '');
  const has = (column: string) =>
    `(contains(lower(strip_accents(${column})), ${literal(longest)}) AND contains(${folded(column)}, ${literal(plain)}))`;
  return `(${has('c.name')} OR ${has('c.code')} OR starts_with(r.concept_id::VARCHAR, ${literal(plain)}))`;
}

const sides = {
  in: 'resolved',
  taken: '(SELECT concept_id FROM included WHERE is_excluded)',
} as const;

async function page(
  connection: Connection,
  index: VocabularyIndex,
  { side, text, offset, limit }: ResolveAsked,
  context: JobContext,
): Promise<ResolvedConcept[]> {
  const shown = await connection.rows<{ id: number }>(
    `SELECT r.concept_id AS id FROM ${sides[side]} r LEFT JOIN ${index.schema}.concept c ON c.concept_id = r.concept_id
    ${text.trim() === '' ? '' : `WHERE ${withText(text)}`}
    ORDER BY c.records DESC NULLS LAST, c.place, r.concept_id LIMIT ${limit} OFFSET ${offset}`,
    [],
    context,
  );
  const ids = shown.map(({ id }) => id);
  const concepts = await lookUp(connection, index, ids, context);
  const because = await reasons(connection, side, ids, context);
  return ids.map((id, i) => ({ ...(concepts[i] ?? unknown(id)), because: because.get(id) ?? [] }));
}

/** A source concept can map to one of the set and be missing from the table of concepts itself. */
const unknown = (id: number): ConceptSummary => ({
  id,
  name: '',
  code: '',
  vocabulary: '',
  domain: '',
  conceptClass: '',
  standard: null,
  invalid: null,
  records: null,
  persons: null,
  recordsBelow: null,
});

const hows = ['itself', 'descendant', 'mapped'] as const;

/** Through which items, and how: of several ways through one item, the nearest. */
async function reasons(
  connection: Connection,
  side: ResolveAsked['side'],
  ids: readonly number[],
  context: JobContext,
): Promise<Map<number, Because[]>> {
  const rows = await connection.rows<{ id: number; item: number; kind: number; levels: number | null }>(
    `SELECT concept_id AS id, n AS item, min(CASE how WHEN 'itself' THEN 0 WHEN 'descendant' THEN 1 ELSE 2 END) AS kind,
      min(levels) AS levels
    FROM brought WHERE is_excluded = ${side === 'taken'} AND concept_id IN (SELECT id FROM (${idList(ids)})) GROUP BY 1, 2 ORDER BY 1, 2`,
    [],
    context,
  );
  const because = new Map<number, Because[]>();
  for (const { id, item, kind, levels } of rows) {
    const how = hows[kind] ?? 'itself';
    const list = because.get(id) ?? [];
    list.push({ item, how, levels: how === 'descendant' ? levels : null });
    because.set(id, list);
  }
  return because;
}
