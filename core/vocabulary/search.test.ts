import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/index.ts';
import { type Search, searchConcepts } from './search.ts';
import { type Small, smallVocabulary, tables } from './testing/small-vocabulary.ts';

let small: Small;
beforeAll(async () => {
  small = await smallVocabulary();
});
afterAll(() => small.close());

const search = (text: string, more: Partial<Search> = {}) =>
  searchConcepts(
    small.connection,
    small.index,
    { text, standardOnly: false, usedOnly: false, offset: 0, limit: 100, ...more },
    quiet,
  );
const ids = async (text: string, more: Partial<Search> = {}) => (await search(text, more)).concepts.map(({ id }) => id);

describe('what is found', () => {
  it.each([
    ['a name', 'myocardial', [3, 2, 5, 4]],
    ['words in any order', 'infarction acute', [3, 5]],
    ['words that begin so', 'inf ac', [3, 5]],
    ['inside a word', 'cardial', [3, 2, 5, 4]],
    ['a synonym', 'heart attack', [2, 3]],
    ['words of the name and of a synonym together', 'myocardial attack', [3, 2]],
    ['accents or none', 'meniere', [6]],
    ['the same with accents', 'MÉNIÈRE', [6]],
    ['a code with its point', 'i21.9', [5]],
    ['the beginning of a code', '4405', [10]],
    ['an id', '10', [10]],
    ['a synonym, small letters', 'asa', [7]],
    ['the number that is meant', 'type 2', [10]],
    ['no single letter inside words', 'y', []],
    ['a word that is not there', 'heart qqq', []],
    ['signs alone', '%%', []],
    ['SQL in the text', "' OR 1=1 --", []],
    ['signs that no text holds', 'heart\u0000attack \ud800', [2, 3]],
    ['a misspelt word', 'diabtes', []],
    ['a word twice', 'attack attack', [2, 3]],
    ['words of one letter', 'd m t 2', [10]],
    ['more words than are looked for', `${'heart attack '.repeat(30)}a b c`, []],
  ])('%s: “%s”', async (_, text, expected) => {
    expect((await ids(text)).sort()).toEqual([...expected].sort());
  });

  it('says the total beyond the page, and pages do not overlap', async () => {
    const whole = await ids('acute myocardial infarction');
    const first = await search('infarction', { limit: 2 });
    const second = await search('infarction', { limit: 2, offset: 2 });
    expect(first.total).toBe(4);
    expect(second.total).toBe(4);
    const both = [...first.concepts, ...second.concepts].map(({ id }) => id);
    expect(new Set(both).size).toBe(4);
    expect(whole[0]).toBe(3);
  });
});

describe('the order', () => {
  it('puts an equal name first, then names that begin so', async () => {
    expect(await ids('heart')).toEqual([8, 1, 3, 2]);
  });
  it('puts an equal synonym before names that only contain it', async () => {
    expect((await ids('heart attack'))[0]).toBe(2);
  });
  it('puts an equal code before everything', async () => {
    expect((await ids('22298006'))[0]).toBe(2);
  });
  it('puts standard and used ones first where they fit alike', async () => {
    expect(await ids('infarction')).toEqual([3, 2, 5, 4]);
  });
  it('lists the most used for an empty text', async () => {
    expect((await ids('', { limit: 2 }))[0]).toBe(3);
    expect((await search('')).total).toBe(10);
  });
});

describe('filters', () => {
  it('by domain and vocabulary', async () => {
    expect(await ids('a', { domain: 'Drug' })).toEqual([7]);
    expect(await ids('infarction', { vocabulary: 'ICD10CM' })).toEqual([5]);
    expect(await ids('', { vocabulary: 'ICD10CM' })).toEqual([5]);
    expect(await ids('infarction acute', { vocabulary: 'no such' })).toEqual([]);
    expect(await ids('infarction', { domain: "Con'dition" })).toEqual([]);
  });
  it('standard concepts only', async () => {
    expect((await ids('infarction', { standardOnly: true })).sort()).toEqual([2, 3]);
  });
  it('only those that the data have, themselves or through a descendant', async () => {
    expect((await ids('', { usedOnly: true })).sort((a, b) => a - b)).toEqual([1, 2, 3, 5, 7, 9]);
    expect(await ids('', { usedOnly: true, standardOnly: true, limit: 1 })).toEqual([3]);
    expect(await ids('heart', { usedOnly: true })).toEqual([1, 3, 2]);
  });
});

describe('what it was found by', () => {
  it.each([
    ['the synonym', 'heart attack', 2, 'Heart attack'],
    ['nothing where the name says it', 'myocardial', 2, null],
    ['the code', 'i21', 5, 'I21.9'],
    ['the id', '10', 10, '10'],
    ['the synonym with most of the words', 'acute attack', 3, 'Acute heart attack (disorder)'],
  ])('%s', async (_, text, id, matched) => {
    expect((await search(text)).concepts.find((concept) => concept.id === id)?.matched).toBe(matched);
  });
});

it('stops when it is cancelled', async () => {
  const abort = new AbortController();
  const asked = { text: 'heart', standardOnly: false, usedOnly: false, offset: 0, limit: 10 };
  const searching = searchConcepts(small.connection, small.index, asked, { signal: abort.signal, progress: () => {} });
  abort.abort();
  await expect(searching).rejects.toMatchObject({ code: 'cancelled' });
  expect((await search('heart')).total).toBe(4);
});

it('puts what no concept was found for last, however often it is used', async () => {
  const zero = await smallVocabulary({
    ...tables,
    concept: `${tables.concept} UNION ALL SELECT 0, 'No matching concept', 'Metadata', 'None', 'Undefined', NULL, 'None', NULL, DATE '1970-01-01', DATE '2099-12-31'`,
    observation: 'SELECT 4 AS person_id, 0 AS observation_concept_id FROM range(100)',
  });
  try {
    const found = await searchConcepts(
      zero.connection,
      zero.index,
      { text: '', standardOnly: false, usedOnly: false, offset: 0, limit: 20 },
      quiet,
    );
    expect(found.concepts.at(-1)).toMatchObject({ id: 0, records: 101 });
    expect(found.total).toBe(11);
  } finally {
    zero.close();
  }
});

it('searches what came, where only “concept” came, and without counts', async () => {
  const none = (columns: string) => `SELECT ${columns} WHERE FALSE`;
  const bare = await smallVocabulary(
    {
      ...tables,
      concept_synonym: none("0::BIGINT AS concept_id, '' AS concept_synonym_name"),
      concept_ancestor: none(
        '0::BIGINT AS ancestor_concept_id, 0::BIGINT AS descendant_concept_id, 0 AS min_levels_of_separation',
      ),
    },
    false,
  );
  try {
    const found = await searchConcepts(
      bare.connection,
      bare.index,
      { text: 'heart', standardOnly: false, usedOnly: false, offset: 0, limit: 10 },
      quiet,
    );
    expect(found.concepts.map(({ id, records }) => [id, records])).toEqual([
      [8, null],
      [1, null],
    ]);
  } finally {
    bare.close();
  }
});
