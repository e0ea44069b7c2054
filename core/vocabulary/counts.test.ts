import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/index.ts';
import { clinicalTables } from './clinical-tables.ts';
import { conceptDetail } from './concept-detail.ts';
import { countUses } from './count-uses.ts';
import { readKin } from './hierarchy.ts';
import { lookUp } from './lookup.ts';
import { readRelatives } from './relatives.ts';
import { type Small, smallVocabulary, tables } from './testing/small-vocabulary.ts';

let small: Small;
let unrelated: Small;
const none =
  'SELECT 0::BIGINT AS ancestor_concept_id, 0::BIGINT AS descendant_concept_id, 0 AS min_levels_of_separation';
beforeAll(async () => {
  small = await smallVocabulary();
  unrelated = await smallVocabulary({ ...tables, concept_ancestor: `${none} WHERE FALSE` });
});
afterAll(() => {
  small.close();
  unrelated.close();
});

const counts = async ({ connection, index }: Small, id: number) => {
  const [concept] = await lookUp(connection, index, [id], quiet);
  return concept && [concept.records, concept.persons, concept.recordsBelow];
};
const detail = ({ connection, index }: Small, id: number) => conceptDetail(connection, index, id, quiet);

describe('counts', () => {
  it('a record counts once, also where standard and source concept are the same', async () => {
    // Three in condition_occurrence, of persons 1 and 2; one in observation, of person 4; eras are made from the first.
    expect(await counts(small, 3)).toEqual([4, 3, 4]);
  });
  it('source concepts count too', async () => {
    expect(await counts(small, 5)).toEqual([2, 1, 2]);
  });
  it('adds up what is below, each descendant once', async () => {
    expect(await counts(small, 2)).toEqual([1, 1, 5]);
    expect(await counts(small, 1)).toEqual([0, 0, 5]);
  });
  it('eras count where the table they were made from is not there', async () => {
    expect(await counts(small, 7)).toEqual([1, 1, 1]);
  });
  it('gives zero, not nothing, for a concept that the data do not have', async () => {
    expect(await counts(small, 10)).toEqual([0, 0, 0]);
  });
  it('goes by “Is a” where concept_ancestor is empty', async () => {
    expect(await counts(unrelated, 1)).toEqual([0, 0, 5]);
  });
  it('are the same where a table is read in parts', async () => {
    const { connection, manifest } = small;
    await connection.run('CREATE SCHEMA memory.parts');
    await readKin(connection, 'ancestors', quiet);
    await countUses(connection, 'memory.parts', clinicalTables(manifest), quiet, 2);
    const uses = (schema: string) => connection.rows(`SELECT * FROM ${schema}.use ORDER BY ALL`);
    expect(await uses('memory.parts')).toEqual(await uses(small.index.schema));
    expect((await uses('memory.parts')).length).toBeGreaterThan(5);
  });
  it('looks concepts up in the order asked, null for one that is unknown', async () => {
    const found = await lookUp(small.connection, small.index, [7, 999, 1, 7], quiet);
    expect(found.map((concept) => concept?.id ?? null)).toEqual([7, null, 1, 7]);
  });
});

describe('one concept', () => {
  it('stands in its hierarchy, with mappings and synonyms', async () => {
    const found = await detail(small, 2);
    expect(found.parents.map(({ id, levels, hasMore }) => [id, levels, hasMore])).toEqual([[1, 1, false]]);
    expect(found.children.map(({ id, levels, hasMore }) => [id, levels, hasMore])).toEqual([
      [3, 1, false],
      [4, 1, false],
    ]);
    expect([found.ancestors, found.descendants]).toEqual([1, 2]);
    expect(found.synonyms).toEqual(['Heart attack', 'Infarction of heart']);
    expect(found.mappedFrom).toEqual([]);
    expect([found.validFrom, found.validTo]).toEqual(['1970-01-01', '2099-12-31']);
  });
  it('says where the data have it, by table and column', async () => {
    const found = await detail(small, 3);
    expect(found.tables).toEqual([
      { table: 'condition_occurrence', column: 'condition_concept_id', records: 3, persons: 2 },
      { table: 'condition_era', column: 'condition_concept_id', records: 2, persons: 2 },
      { table: 'condition_occurrence', column: 'condition_source_concept_id', records: 1, persons: 1 },
      { table: 'observation', column: 'observation_concept_id', records: 1, persons: 1 },
    ]);
    expect(found.mappedFrom.map(({ id }) => id)).toEqual([5]);
    expect(found.mapsTo).toEqual([]);
    expect((await detail(small, 5)).mapsTo.map(({ id }) => id)).toEqual([3]);
  });
  it('is refused by name where the vocabulary does not know it', async () => {
    await expect(detail(small, 999)).rejects.toMatchObject({ code: 'not_found' });
  });
  it('has the same relatives by “Is a”, in both directions and all levels', async () => {
    for (const one of [small, unrelated]) {
      const ask = (id: number, direction: 'up' | 'down', all: boolean) =>
        readRelatives(one.connection, one.index, { id, direction, all, limit: 10 }, quiet);
      const levels = async (...asked: Parameters<typeof ask>) =>
        (await ask(...asked)).concepts.filter(({ id }) => id !== 4).map(({ id, levels: n }) => [id, n]);
      expect(await levels(1, 'down', true)).toEqual([
        [2, 1],
        [3, 2],
      ]);
      expect(await levels(3, 'up', true)).toEqual([
        [2, 1],
        [1, 2],
      ]);
      expect(await levels(1, 'down', false)).toEqual([[2, 1]]);
      expect((await ask(1, 'down', false)).concepts[0]?.hasMore).toBe(true);
    }
  });
  it('goes round a circle of “Is a” once', async () => {
    const circle = await smallVocabulary({
      ...tables,
      concept_ancestor: `${none} WHERE FALSE`,
      concept_relationship: `SELECT * FROM (VALUES (1, 2, 'Is a', NULL::VARCHAR), (2, 3, 'Is a', NULL), (3, 1, 'Is a', NULL))
        AS t (concept_id_1, concept_id_2, relationship_id, invalid_reason)`,
    });
    try {
      const asked = { id: 1, direction: 'up', all: true, limit: 10 } as const;
      const { concepts } = await readRelatives(circle.connection, circle.index, asked, quiet);
      expect(concepts.map(({ id, levels }) => [id, levels])).toEqual([
        [2, 1],
        [3, 2],
      ]);
      expect((await detail(circle, 1)).ancestors).toBe(2);
    } finally {
      circle.close();
    }
  });
  it('counts relatives beyond the limit', async () => {
    const { total, concepts } = await readRelatives(
      small.connection,
      small.index,
      { id: 1, direction: 'down', all: true, limit: 1 },
      quiet,
    );
    expect([total, concepts.length]).toEqual([3, 1]);
  });
});
