import type { ConceptSet } from '../expression/concept-set.ts';
import type { Scope } from './scope.ts';
import { oneLine, type Steps } from './statement.ts';

const column = (flag: boolean) => (flag ? 'TRUE' : 'FALSE');

/**
 * Adds the steps that resolve every set at once, one pass over each vocabulary table: what the items include, their
 * descendants and what maps to either, less the same of the excluded items. Returns the last step's name; its rows are
 * (set_id, concept_id).
 */
export function addConceptSets(scope: Scope, sets: readonly ConceptSet[], steps: Steps = scope.steps): string {
  const any = (flag: 'isExcluded' | 'includeDescendants' | 'includeMapped') =>
    sets.some(({ items }) => items.some((item) => item[flag]));
  const items = steps.add({
    name: 'concept_set_items',
    note: ['the concept sets as written', ...sets.map(({ id, name }) => `  ${id}: ${oneLine(name)}`)].join('\n'),
    body: itemsBody(scope, sets),
  });
  const members = addMembers(scope, steps, items, any('includeDescendants'));
  const all = any('includeMapped') ? addMapped(scope, steps, members) : members;
  const included = `SELECT set_id, concept_id FROM ${all}`;
  return steps.add({
    name: 'concept_sets',
    note: 'every concept of every set',
    body: any('isExcluded')
      ? `${included} WHERE NOT is_excluded\nEXCEPT\n${included} WHERE is_excluded`
      : included.replace('SELECT', 'SELECT DISTINCT'),
  });
}

const itemColumns = ['set_id', 'concept_id', 'is_excluded', 'include_descendants', 'include_mapped'];

/** More items than this are written as one text: DuckDB plans long VALUES slowly (15 s for 60,000 rows, against 0.2 s). */
const mostValues = 500;

function itemsBody({ dialect }: Scope, sets: readonly ConceptSet[]): string {
  const rows = sets.flatMap(({ id, items }) =>
    items.map((item) => ({
      id: item.concept.id,
      set: id,
      flags: [item.isExcluded, item.includeDescendants, item.includeMapped].map(column),
    })),
  );
  if (rows.length === 0)
    return `SELECT ${itemColumns.map((name, i) => `${i < 2 ? '0' : 'FALSE'} AS ${name}`).join(', ')} WHERE FALSE`;
  if (rows.length <= mostValues) {
    const values = rows.map(({ id, set, flags }) => `(${[set, id, ...flags].join(', ')})`);
    return `SELECT * FROM (VALUES\n  ${values.join(',\n  ')}\n) AS item (${itemColumns.join(', ')})`;
  }
  const lists = new Map<string, number[]>();
  for (const { id, set, flags } of rows) {
    const key = [set, ...flags].join(', ');
    const list = lists.get(key) ?? [];
    list.push(id);
    lists.set(key, list);
  }
  return [...lists]
    .map(([key, ids]) => {
      const [set, ...flags] = key.split(', ');
      const list = dialect.unnested(ids.join(','));
      return `SELECT ${[set, list, ...flags].map((value, i) => `${value} AS ${itemColumns[i]}`).join(', ')}`;
    })
    .join('\nUNION ALL\n');
}

function addMembers(scope: Scope, steps: Steps, items: string, withDescendants: boolean): string {
  const concept = scope.table('concept');
  const parts = [
    [
      'SELECT i.set_id, c.concept_id, i.is_excluded, i.include_mapped',
      `FROM ${items} i`,
      `JOIN ${concept} c ON c.concept_id = i.concept_id`,
    ],
  ];
  if (withDescendants)
    parts.push([
      'SELECT i.set_id, c.concept_id, i.is_excluded, i.include_mapped',
      `FROM ${items} i`,
      `JOIN ${scope.table('concept_ancestor')} ca ON ca.ancestor_concept_id = i.concept_id`,
      `JOIN ${concept} c ON c.concept_id = ca.descendant_concept_id`,
      'WHERE i.include_descendants',
      '  AND c.invalid_reason IS NULL',
    ]);
  return steps.add({
    name: 'concept_set_members',
    note: withDescendants ? 'the concepts and their descendants that are still valid' : 'the concepts that there are',
    body: parts.map((lines) => lines.join('\n')).join('\nUNION ALL\n'),
  });
}

function addMapped(scope: Scope, steps: Steps, members: string): string {
  return steps.add({
    name: 'concept_set_mapped',
    note: 'the same, and the source concepts that map to them',
    body: [
      `SELECT set_id, concept_id, is_excluded FROM ${members}`,
      'UNION ALL',
      'SELECT m.set_id, r.concept_id_1, m.is_excluded',
      `FROM ${members} m`,
      `JOIN ${scope.table('concept_relationship')} r ON r.concept_id_2 = m.concept_id`,
      "WHERE m.include_mapped AND r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL",
    ].join('\n'),
  });
}
