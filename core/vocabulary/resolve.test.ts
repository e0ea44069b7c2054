import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/index.ts';
import type { ConceptSetItem } from '../../contract/vocabulary.ts';
import { parseExpression } from '../cohort/check.ts';
import { compileStages } from '../cohort/compile.ts';
import { clinicalTables } from './clinical-tables.ts';
import { resolveSet } from './resolve.ts';
import { type Small, smallVocabulary } from './testing/small-vocabulary.ts';

let small: Small;
beforeAll(async () => {
  small = await smallVocabulary();
});
afterAll(() => small.close());

type Flags = Omit<ConceptSetItem, 'concept'>;
const item = (id: number, flags: Flags = {}): ConceptSetItem => ({ concept: { CONCEPT_ID: id }, ...flags });
const resolve = (items: readonly ConceptSetItem[], text = '', side: 'in' | 'taken' = 'in') =>
  resolveSet(
    small.connection,
    small.index,
    clinicalTables(small.manifest),
    { items, side, text, offset: 0, limit: 100 },
    quiet,
  );

/** What the cohort compiler's own statement fills for a definition that uses the set. */
async function asCohort(items: readonly ConceptSetItem[]): Promise<number[]> {
  const expression = parseExpression({
    ConceptSets: [{ id: 3, name: 'x', expression: { items } }],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 3 } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'All' },
    },
  });
  const { conceptSets } = compileStages(expression, { cdm: 'cdm', conceptSets: 'sets', events: 'events' });
  const rows = await small.connection.rows<{ id: number }>(`SELECT DISTINCT concept_id AS id FROM (${conceptSets})`);
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

const flags = [false, true].flatMap((isExcluded) =>
  [false, true].flatMap((includeDescendants) =>
    [false, true].map((includeMapped): Flags => ({ isExcluded, includeDescendants, includeMapped })),
  ),
);

describe('a concept set', () => {
  it('comes to exactly what a cohort uses, whatever its flags', async () => {
    for (const first of flags)
      for (const second of flags) {
        const items = [item(1, { includeDescendants: true }), item(2, first), item(3, second), item(999, first)];
        const resolved = await resolve(items);
        const ids = resolved.page.map(({ id }) => id).sort((a, b) => a - b);
        expect(ids, JSON.stringify(items)).toEqual(await asCohort(items));
        expect(resolved.concepts).toBe(ids.length);
      }
  });

  it('lists exactly what excluded items took away, not all that they cover', async () => {
    for (const first of flags)
      for (const second of flags) {
        const items = [item(1, { includeDescendants: true }), item(2, first), item(3, second)];
        const [taken, all, inSet] = [
          await resolve(items, '', 'taken'),
          await resolve(
            items.filter(({ isExcluded }) => !isExcluded),
            '',
          ),
          await resolve(items),
        ];
        const idsOf = ({ page }: typeof taken) => page.map(({ id }) => id).sort((a, b) => a - b);
        expect(idsOf(taken)).toEqual(idsOf(all).filter((id) => !idsOf(inSet).includes(id)));
        expect(taken.page).toHaveLength(taken.excluded);
      }
  });

  it('says which excluded item took a concept away', async () => {
    const items = [item(2, { includeDescendants: true }), item(5, { isExcluded: true }), item(3, { isExcluded: true })];
    const { page } = await resolve(items, '', 'taken');
    expect(page).toMatchObject([{ id: 3, because: [{ item: 2, how: 'itself' }] }]);
    expect((await resolve(items, 'no such words', 'taken')).page).toEqual([]);
  });

  it('says because of which item each concept is there, and how', async () => {
    const { page } = await resolve([item(2, { includeDescendants: true, includeMapped: true }), item(3)]);
    const because = Object.fromEntries(page.map((concept) => [concept.id, concept.because]));
    expect(because).toEqual({
      2: [{ item: 0, how: 'itself', levels: null }],
      3: [
        { item: 0, how: 'descendant', levels: 1 },
        { item: 1, how: 'itself', levels: null },
      ],
      5: [{ item: 0, how: 'mapped', levels: null }],
    });
  });

  it('leaves out replaced descendants, but not a replaced concept that is asked for itself', async () => {
    expect((await resolve([item(2, { includeDescendants: true })])).page.map(({ id }) => id)).not.toContain(4);
    expect((await resolve([item(4)])).page.map(({ id }) => id)).toEqual([4]);
  });

  it('counts what each item brings, what was excluded, and persons and records once', async () => {
    const resolved = await resolve([
      item(1, { includeDescendants: true }),
      item(3, { isExcluded: true }),
      item(999),
      item(3, { isExcluded: true, includeMapped: true }),
    ]);
    expect(resolved.items.map(({ concept, concepts }) => [concept?.id ?? null, concepts])).toEqual([
      [1, 3],
      [3, 1],
      [null, 0],
      [3, 2],
    ]);
    expect([resolved.concepts, resolved.excluded]).toEqual([2, 1]);
    expect([resolved.persons, resolved.records]).toEqual([1, 1]);
  });

  it('counts a record with two of its concepts once', async () => {
    const { persons, records } = await resolve([item(3), item(5)]);
    expect([persons, records]).toEqual([3, 4]);
    expect(await resolve([item(5), item(3)])).toMatchObject({ persons: 3, records: 4 });
  });

  it('narrows the page by text, not the counts', async () => {
    const { concepts, page } = await resolve([item(1, { includeDescendants: true })], 'ACUTE');
    expect([concepts, page.map(({ id }) => id)]).toEqual([3, [3]]);
  });

  it('may be empty, and may hold a hundred thousand ids', async () => {
    expect(await resolve([])).toMatchObject({ concepts: 0, excluded: 0, persons: 0, records: 0, items: [], page: [] });
    const many = Array.from({ length: 100_000 }, (_, i) => item(i + 1, { includeDescendants: i % 2 === 0 }));
    expect((await resolve(many)).concepts).toBe(10);
  });
});
