import { describe, expect, test } from 'vitest';
import { cohort, condition, rowsOf } from './world.ts';

const vocabulary = {
  concept: 'id name invalid\n1 heart-disease -\n10 infarction -\n11 angina -\n12 old-code U\n50 source-code -',
  concept_ancestor: 'ancestor descendant\n1 1\n1 10\n1 11\n1 12\n10 10\n11 11',
  concept_relationship: 'concept_id_1 concept_id_2 relationship_id invalid_reason\n50 10 Maps~to -',
  person: 'id born\n1 1960\n2 1960\n3 1960\n4 1960\n5 1960',
  observation_period: [1, 2, 3, 4, 5].reduce(
    (text, id) => `${text}\n${id} ${id} 2000-01-01 2000-12-31`,
    'id person start end',
  ),
  condition_occurrence: `
    id person concept start       end
    1  1      1       2000-02-01  2000-02-01
    2  2      10      2000-02-01  2000-02-01
    3  3      11      2000-02-01  2000-02-01
    4  4      12      2000-02-01  2000-02-01
    5  5      50      2000-02-01  2000-02-01`,
};

const item = (CONCEPT_ID: number, flags: Record<string, boolean> = {}) => ({ concept: { CONCEPT_ID }, ...flags });
const persons = async (...items: unknown[]) =>
  (
    await rowsOf(vocabulary, cohort([condition(1)], { ConceptSets: [{ id: 1, name: 's', expression: { items } }] }))
  ).map((line) => Number(line[0]));

describe('concept sets', () => {
  test('a concept alone is itself only', async () => {
    expect(await persons(item(1))).toEqual([1]);
  });

  test('descendants count while they are valid; a concept named itself counts even when it is not', async () => {
    expect(await persons(item(1, { includeDescendants: true }))).toEqual([1, 2, 3]);
    expect(await persons(item(12))).toEqual([4]);
  });

  test('exclusions are taken away at the end, whatever the order of the items', async () => {
    expect(await persons(item(10, { isExcluded: true }), item(1, { includeDescendants: true }))).toEqual([1, 3]);
    const all = { isExcluded: true, includeDescendants: true };
    expect(await persons(item(10), item(1, all))).toEqual([]);
  });

  test('mapped adds the source concepts that map to what the item includes', async () => {
    expect(await persons(item(10, { includeMapped: true }))).toEqual([2, 5]);
    expect(await persons(item(1, { includeMapped: true }))).toEqual([1]);
    expect(await persons(item(1, { includeMapped: true, includeDescendants: true }))).toEqual([1, 2, 3, 5]);
  });

  test('a concept that the vocabulary does not have finds nothing', async () => {
    expect(await persons(item(99))).toEqual([]);
  });

  test('without a concept set a criterion takes every concept', async () => {
    const rows = await rowsOf(vocabulary, cohort([{ ConditionOccurrence: {} }], { ConceptSets: [] }));
    expect(rows.length).toBe(5);
  });
});
