import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from '../../contract/index.ts';
import { fold } from './fold.ts';
import { searchConcepts } from './search.ts';
import { type Small, smallVocabulary, tables } from './testing/small-vocabulary.ts';

/** Numbers in [0, 1), the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

interface Made {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly synonym: string;
  readonly isStandard: boolean;
}

const parts = [
  'heart',
  'heat',
  'he',
  'art',
  'acute',
  'Type',
  '2',
  '21',
  'i21',
  'of',
  'the',
  'Ménière',
  'x-ray',
  'E1.2',
];
const next = generator(5);
const some = (most: number) =>
  Array.from({ length: 1 + Math.floor(next() * most) }, () => parts[Math.floor(next() * parts.length)]!).join(' ');
const made: readonly Made[] = Array.from({ length: 300 }, (_, i) => ({
  id: i + 1,
  name: some(4),
  code: next() < 0.3 ? some(2) : `C${i}`,
  synonym: some(3),
  isStandard: next() < 0.5,
}));

let small: Small;
beforeAll(async () => {
  const row = ({ id, name, code, isStandard }: Made) =>
    `(${id}, '${name}', 'D${id % 3}', 'V${id % 2}', 'c', ${isStandard ? "'S'" : 'NULL'}, '${code}', NULL::VARCHAR)`;
  small = await smallVocabulary({
    ...tables,
    concept: `SELECT *, NULL::DATE AS valid_start_date, NULL::DATE AS valid_end_date FROM (VALUES ${made.map(row).join(', ')})
      AS t (concept_id, concept_name, domain_id, vocabulary_id, concept_class_id, standard_concept, concept_code, invalid_reason)`,
    concept_synonym: `SELECT * FROM (VALUES ${made.map(({ id, synonym }) => `(${id}, '${synonym}')`).join(', ')}) AS t (concept_id, concept_synonym_name)`,
  });
});
afterAll(() => small.close());

/** As docs/technical/vocabulary.md says it, of each concept by itself; 0 is best, null is not found. */
function rankOf({ id, name, code, synonym }: Made, text: string): number | null {
  const [whole, n, c, s] = [text, name, code, synonym].map(fold) as [string, string, string, string];
  const asked = [...new Set(whole.split(' '))];
  const own = new Set(`${n} ${s}`.split(' '));
  const isCode = (word: string) => word === c || word === String(id);
  const begins = (word: string) => [...own].some((w) => w.startsWith(word)) || (whole !== asked[0] && isCode(word));
  const has = (word: string) => begins(word) || (word.length > 2 && [...own].some((w) => w.includes(word)));
  if (isCode(whole)) return 0;
  if (n === whole) return 1;
  if (s === whole) return 2;
  if (n.startsWith(whole)) return 3;
  if (asked.every(begins)) return 4;
  if (whole.length > 1 && (c.startsWith(whole) || String(id).startsWith(whole))) return 4;
  return asked.every(has) ? 5 : null;
}

it('finds what a look at every concept finds, in the same order of ranks', async () => {
  const rows = await small.connection.rows<{ id: number; place: number }>(
    `SELECT concept_id AS id, place FROM ${small.index.schema}.concept`,
  );
  const places = new Map(rows.map(({ id, place }) => [id, place]));
  const given = ['h', 'c', 'c1', '12', 'rt', 'ear', 'hea', 'eat acu', 'e1', '2 1', 'heart heart'];
  for (const [i, text] of [...Array.from({ length: 120 }, () => some(3)), ...given].entries()) {
    const domain = i % 4 === 0 ? 'D1' : undefined;
    const vocabulary = i % 5 === 0 ? 'V0' : undefined;
    const standardOnly = i % 3 === 0;
    const expected = made
      .filter(({ isStandard }) => isStandard || !standardOnly)
      .filter(({ id }) => (!domain || id % 3 === 1) && (!vocabulary || id % 2 === 0))
      .flatMap((concept) => {
        const rank = rankOf(concept, text);
        return rank === null ? [] : [{ id: concept.id, rank, place: places.get(concept.id)! }];
      })
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .map(({ id }) => id);
    const [offset, limit] = i % 2 === 0 ? [0, 500] : [3, 7];
    const search = { text, domain, vocabulary, standardOnly, usedOnly: false, offset, limit };
    const { total, concepts } = await searchConcepts(small.connection, small.index, search, quiet);
    expect([search, total, concepts.map(({ id }) => id)]).toEqual([
      search,
      expected.length,
      expected.slice(offset, offset + limit),
    ]);
  }
});
