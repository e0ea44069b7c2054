import { literal } from '../engine/sql-text.ts';
import type { Search } from './search.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/** What was typed, folded: the whole, and its words with an estimate of the concepts that have each, rarest first. */
export interface Asked {
  readonly whole: string;
  readonly words: readonly { readonly text: string; readonly n: number }[];
  readonly isEmpty: boolean;
}

/** More words than anybody types; the longest are looked for. */
export const mostWords = 24;

/**
 * How well a concept fits: id or code equal, name equal, synonym equal, name begins so, words (or its code) begin so,
 * contained. Within one, the order of `place`.
 */
const rank = { code: 0, name: 1, synonym: 2, nameBegins: 3, wordBegins: 4, contained: 5 } as const;

/** Room for every place below a rank. */
const ranks = 2 ** 31;

/** A query of one row: how many concepts are found, and the places of the first `offset + limit`, in order. */
export function hitsQuery(index: VocabularyIndex, asked: Asked, search: Search): string {
  const most = search.offset + search.limit;
  if (asked.isEmpty) return mostUsed(index, search, most);
  if (asked.words.length === 0) return 'SELECT 0 AS total, []::BIGINT[] AS places';
  const hits = asked.words.length === 1 ? oneWord(index, asked, search) : severalWords(index, asked, search);
  return `WITH ${hits}
    SELECT count(*) AS total, list_transform(min(rank * ${ranks} + place, ${most}), lambda key: key % ${ranks}) AS places
    FROM hit${attributes(index, search)}`;
}

function mostUsed(index: VocabularyIndex, search: Search, most: number): string {
  const { schema } = index;
  const conditions = [
    ...inRange(index, search),
    ...(search.domain === undefined ? [] : [`domain = ${literal(search.domain)}`]),
    ...(search.vocabulary === undefined ? [] : [`vocabulary = ${literal(search.vocabulary)}`]),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  // What no concept was found for is most used of all, and never what is looked for.
  const best = 'concept_id = 0, records DESC NULLS LAST, place';
  return `SELECT (SELECT count(*) FROM ${schema}.concept ${where}) AS total,
    (SELECT list(place ORDER BY ${best}) FROM (SELECT concept_id, place, records FROM ${schema}.concept ${where} ORDER BY ${best} LIMIT ${most})) AS places`;
}

/** “Standard only” and “used only” as conditions on `place`. */
function inRange({ ranges }: VocabularyIndex, { standardOnly, usedOnly }: Search): string[] {
  const { standard, usedStandard, usedOther } = ranges;
  if (usedOnly && standardOnly) return [`place < ${usedStandard}`];
  if (usedOnly) return [`(place < ${usedStandard} OR (place >= ${standard} AND place < ${standard + usedOther}))`];
  return standardOnly ? [`place < ${standard}`] : [];
}

/** Domain and vocabulary, looked up by place: a join would build a table of a million rows for each search. */
function attributes({ schema }: VocabularyIndex, { domain, vocabulary }: Search): string {
  const conditions = [
    ...(domain === undefined ? [] : [`domains[place + 1] = list_position(domain_names, ${literal(domain)})`]),
    ...(vocabulary === undefined
      ? []
      : [`vocabularies[place + 1] = list_position(vocabulary_names, ${literal(vocabulary)})`]),
  ];
  return conditions.length === 0 ? '' : `, ${schema}.attribute WHERE ${conditions.join(' AND ')}`;
}

const where = (conditions: readonly string[]) => (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`);

/** Rows (key, begins) of the concepts that have a word: the place and a bit; is it the word's beginning. */
function postings({ schema }: VocabularyIndex, word: string): string {
  return isShort(word)
    ? `SELECT unnest(places) AS key, TRUE AS begins FROM ${schema}.prefix WHERE prefix = ${literal(word)}`
    : `SELECT unnest(places) AS key, starts_with(word, ${literal(word)}) AS begins FROM ${schema}.word WHERE contains(word, ${literal(word)})`;
}

/** One or two characters must begin a word: inside words they are everywhere. */
export const isShort = (word: string): boolean => [...word].length < 3;

const between = (term: string, whole: string) =>
  `${term} >= ${literal(whole)} AND ${term} < ${literal(`${whole}\u{10FFFF}`)}`;

/** Codes and ids that are the text or begin with it; a single character begins too many. */
function codes({ schema }: VocabularyIndex, whole: string): string {
  const begins = [...whole].length < 2 ? `term = ${literal(whole)}` : between('term', whole);
  return `SELECT place, CASE WHEN term = ${literal(whole)} THEN ${rank.code} ELSE ${rank.wordBegins} END AS rank FROM ${schema}.code WHERE ${begins}`;
}

const terms = ({ schema }: VocabularyIndex, whole: string, begins: boolean) =>
  `SELECT place, CASE WHEN term = ${literal(whole)} THEN if(is_name, ${rank.name}, ${rank.synonym}) ELSE ${rank.nameBegins} END AS rank
    FROM ${schema}.term WHERE ${begins ? `${between('term', whole)} AND (is_name OR term = ${literal(whole)})` : `term = ${literal(whole)}`}`;

/** Codes, ids and terms are few; the many that have the word are not gathered again where each is there once. */
function oneWord(index: VocabularyIndex, { whole }: Asked, search: Search): string {
  const conditions = inRange(index, search);
  const found = `SELECT key >> 1 AS place,
        CASE WHEN NOT begins THEN ${rank.contained} WHEN key & 1 = 0 THEN ${rank.nameBegins} ELSE ${rank.wordBegins} END AS rank
      FROM (${postings(index, whole)})`;
  const each = isShort(whole)
    ? `SELECT place, rank FROM (${found})`
    : `SELECT place, min(rank) FROM (${found}) GROUP BY place`;
  return `few AS MATERIALIZED (
      SELECT place, min(rank) AS rank FROM (${codes(index, whole)} UNION ALL ${terms(index, whole, false)}) GROUP BY place),
    hit AS (SELECT place, rank::BIGINT AS rank FROM (
      SELECT place, rank FROM few
      UNION ALL FROM (${each}) WHERE place NOT IN (SELECT place FROM few))${where(conditions)})`;
}

/** Above so many, the places of the rarest word narrow the others no more than they cost. */
const mostNarrowing = 100_000;

function severalWords(index: VocabularyIndex, asked: Asked, search: Search): string {
  const conditions = inRange(index, search);
  const { whole, words } = asked;
  const spelled = words[0]!.n > mostNarrowing ? byIntersection : byRarest;
  return `${spelled(index, asked, conditions)},
    hit AS (SELECT place, min(rank)::BIGINT AS rank FROM (
      SELECT place, ${rank.contained} AS rank FROM spelled
      UNION ALL SELECT place, ${rank.wordBegins} FROM begun
      UNION ALL SELECT place, rank FROM (${codes(index, whole)} UNION ALL ${terms(index, whole, true)})${where(conditions)}) GROUP BY place)`;
}

type Spelled = (index: VocabularyIndex, asked: Asked, conditions: readonly string[]) => string;

const coded = ({ schema }: VocabularyIndex, word: string) =>
  `SELECT place FROM ${schema}.code WHERE term = ${literal(word)}`;

/** Bit i + this where word i begins a word; bit i where it is found at all. */
const begins = mostWords;

/** The rarest word's places first, and only these of the others. */
const byRarest: Spelled = (index, { words }, conditions) => {
  const all = 2 ** words.length - 1;
  const bits = words.map(({ text }, i) => {
    const both = 2 ** i + 2 ** (i + begins);
    return `SELECT key >> 1 AS place, CASE WHEN begins THEN ${both} ELSE ${2 ** i} END AS bits FROM (${postings(index, text)})
        UNION ALL SELECT place, ${both} FROM (${coded(index, text)})`;
  });
  const narrowed = bits
    .slice(1)
    .map((other) => `SELECT place, bits FROM (${other}) WHERE place IN (SELECT place FROM rarest)`);
  return `rarest AS MATERIALIZED (
      SELECT place, bit_or(bits::BIGINT) AS bits FROM (${bits[0]})${where(conditions)} GROUP BY place),
    found AS MATERIALIZED (
      SELECT place, bit_or(bits::BIGINT) AS bits FROM (${['FROM rarest', ...narrowed].join('\n      UNION ALL ')}) GROUP BY place),
    spelled AS (SELECT place FROM found WHERE bits & ${all} = ${all}),
    begun AS (SELECT place FROM found WHERE bits >> ${begins} = ${all})`;
};

/**
 * What every word is found in, then where all of them begin words: for two words that half a million concepts have,
 * a third of the processor time that gathering each word's hits in one aggregate takes.
 */
const byIntersection: Spelled = (index, { words }, conditions) => {
  const found = words.map(
    ({ text }) =>
      `(SELECT place FROM (SELECT key >> 1 AS place FROM (${postings(index, text)}) UNION ALL ${coded(index, text)})${where(conditions)})`,
  );
  const begun = words.map(
    ({ text }, i) =>
      `SELECT key >> 1 AS place, ${i} AS word FROM (${postings(index, text)}) WHERE begins UNION ALL SELECT place, ${i} FROM (${coded(index, text)})`,
  );
  return `spelled AS MATERIALIZED (${found.join('\n      INTERSECT ')}),
    begun AS (
      SELECT place FROM (${begun.join('\n      UNION ALL ')}) WHERE place IN (SELECT place FROM spelled)
      GROUP BY place HAVING count(DISTINCT word) = ${words.length})`;
};
