import type { JobContext } from '../../contract/context.ts';
import type {
  Because,
  ConceptSetItem,
  ConceptSummary,
  ResolvedConcept,
  ResolvedSet,
} from '../../contract/vocabulary.ts';
import type { ConceptSet } from '../cohort/expression/concept-set.ts';
import { addConceptSets } from '../cohort/sql/concept-sets.ts';
import { createScope } from '../cohort/sql/scope.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import type { ClinicalTable } from './clinical-tables.ts';
import { folded } from './fold.ts';
import { idList, lookUp } from './lookup.ts';
import { usesOfAny } from './uses-of-any.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

export interface ResolveAsked {
  readonly items: readonly ConceptSetItem[];
  /** Only concepts whose name, code or id has this text, on the page. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** Items as the cohort compiler reads them. */
function asCompiled(items: readonly ConceptSetItem[]): ConceptSet {
  return {
    id: 0,
    name: '',
    path: '$',
    items: items.map(({ concept, isExcluded = false, includeDescendants = false, includeMapped = false }) => ({
      concept: { id: concept.CONCEPT_ID, name: null },
      isExcluded,
      includeDescendants,
      includeMapped,
    })),
  };
}

/** The compiler's own SQL for a set, as a query of (concept_id). */
export function resolvedQuery(items: readonly ConceptSetItem[]): string {
  const scope = createScope({ cdm: 'cdm', conceptSets: 'concept_sets', tables: new Set() });
  const last = addConceptSets(scope, [asCompiled(items)]);
  return scope.steps.with(`SELECT concept_id FROM ${last}`);
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
  await connection.run(`CREATE OR REPLACE TEMP TABLE resolved AS ${resolvedQuery(items)}`, [], context);
  await connection.run(`CREATE OR REPLACE TEMP TABLE brought AS ${broughtQuery(items)}`, [], context);
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
    `SELECT (SELECT count(*) FROM resolved) AS concepts,
      (SELECT count(DISTINCT concept_id) FROM brought WHERE NOT is_excluded) AS included`,
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

/** What each item brings, or takes away, by itself: (n, concept_id, is_excluded, how, levels), n the item's place. */
function broughtQuery(items: readonly ConceptSetItem[]): string {
  const list = (value: (item: ConceptSetItem) => number | boolean, type: string) =>
    `unnest(CAST(${literal(`[${items.map(value).join(', ')}]`)} AS ${type}[]))`;
  return `WITH item AS MATERIALIZED (
      SELECT unnest(range(0, ${items.length})) AS n, ${list(({ concept }) => concept.CONCEPT_ID, 'BIGINT')} AS concept_id,
        ${list(({ isExcluded = false }) => isExcluded, 'BOOLEAN')} AS is_excluded,
        ${list(({ includeDescendants = false }) => includeDescendants, 'BOOLEAN')} AS with_descendants,
        ${list(({ includeMapped = false }) => includeMapped, 'BOOLEAN')} AS with_mapped),
    member AS MATERIALIZED (
      SELECT i.*, 'itself' AS how, NULL::INTEGER AS levels FROM item i WHERE concept_id IN (SELECT concept_id FROM cdm.concept)
      UNION ALL
      SELECT i.n, c.concept_id, i.is_excluded, i.with_descendants, i.with_mapped, 'descendant', ca.min_levels_of_separation
      FROM item i JOIN cdm.concept_ancestor ca ON ca.ancestor_concept_id = i.concept_id
      JOIN cdm.concept c ON c.concept_id = ca.descendant_concept_id
      WHERE i.with_descendants AND c.invalid_reason IS NULL AND c.concept_id <> i.concept_id)
    SELECT n, concept_id, is_excluded, how, levels FROM member
    UNION ALL
    SELECT m.n, r.concept_id_1, m.is_excluded, 'mapped', NULL FROM member m
    JOIN cdm.concept_relationship r ON r.concept_id_2 = m.concept_id
    WHERE m.with_mapped AND r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL`;
}

async function page(
  connection: Connection,
  index: VocabularyIndex,
  { text, offset, limit }: ResolveAsked,
  context: JobContext,
): Promise<ResolvedConcept[]> {
  const plain = folded(literal(text));
  const matching = `(contains(${folded('c.name')}, ${plain}) OR contains(${folded('c.code')}, ${plain}) OR starts_with(r.concept_id::VARCHAR, ${plain}))`;
  const shown = await connection.rows<{ id: number }>(
    `SELECT r.concept_id AS id FROM resolved r LEFT JOIN ${index.schema}.concept c ON c.concept_id = r.concept_id
    ${text.trim() === '' ? '' : `WHERE ${matching}`}
    ORDER BY c.records DESC NULLS LAST, c.place, r.concept_id LIMIT ${limit} OFFSET ${offset}`,
    [],
    context,
  );
  const ids = shown.map(({ id }) => id);
  const concepts = await lookUp(connection, index, ids, context);
  const because = await reasons(connection, ids, context);
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
  ids: readonly number[],
  context: JobContext,
): Promise<Map<number, Because[]>> {
  const rows = await connection.rows<{ id: number; item: number; kind: number; levels: number | null }>(
    `SELECT concept_id AS id, n AS item, min(CASE how WHEN 'itself' THEN 0 WHEN 'descendant' THEN 1 ELSE 2 END) AS kind,
      min(levels) AS levels
    FROM brought WHERE NOT is_excluded AND concept_id IN (SELECT id FROM (${idList(ids)})) GROUP BY 1, 2 ORDER BY 1, 2`,
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
