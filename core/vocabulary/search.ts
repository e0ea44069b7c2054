import type { JobContext } from '../../contract/context.ts';
import type { FoundConcept } from '../../contract/vocabulary.ts';
import type { Connection } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { folded } from './fold.ts';
import { matchedTerms } from './matched.ts';
import { summaryColumns, type VocabularyIndex } from './vocabulary-index.ts';

export interface Search {
  readonly text: string;
  readonly domain?: string;
  readonly vocabulary?: string;
  readonly standardOnly: boolean;
  readonly usedOnly: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface Found {
  readonly total: number;
  readonly concepts: FoundConcept[];
}

/** What was typed, as it is looked for. */
interface Asked {
  /** The whole text, folded. */
  readonly whole: string;
  /** Each word, folded: `mg/ml` is “mg ml”, which must stand so. */
  readonly words: readonly string[];
}

/** Answers by how well they fit: 0 id or code, 1 name, 2 synonym, 3 name begins so, 4 words begin so, 5 contained. */
const ranks = 2 ** 40;

/**
 * Concepts that have every word of the text, best first; an empty text lists those with most records.
 *
 * @throws Failure `cancelled`.
 */
export async function searchConcepts(
  connection: Connection,
  index: VocabularyIndex,
  search: Search,
  context: JobContext,
): Promise<Found> {
  const asked = await foldAsked(connection, search.text);
  const { total, keys } = await connection.one<{ total: number; keys: number[] | null }>(
    hits(index.schema, asked, search),
    [],
    context,
  );
  const places = (keys ?? []).slice(search.offset).map((key) => key % ranks);
  return { total, concepts: await page(connection, index, asked, places, context) };
}

async function foldAsked(connection: Connection, text: string): Promise<Asked> {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return { whole: '', words: [] };
  const row = await connection.one<{ whole: string; words: string[] }>(
    `SELECT ${folded(literal(text))} AS whole, [${words.map((word) => folded(literal(word))).join(', ')}] AS words`,
  );
  const kept = [...new Set(row.words.filter((word) => word !== ''))];
  return { whole: row.whole, words: kept };
}

function hits(schema: string, { whole, words }: Asked, search: Search): string {
  const narrowed = filters(search);
  const from = `${schema}.concept`;
  const most = search.offset + search.limit;
  if (search.text.trim() === '') {
    const where = narrowed.length > 0 ? `WHERE ${narrowed.join(' AND ')}` : '';
    return `SELECT count(*) AS total, (SELECT list(place ORDER BY records DESC NULLS LAST, place) FROM (SELECT place, records FROM ${from} ${where} ORDER BY records DESC NULLS LAST, place LIMIT ${most})) AS keys FROM ${from} ${where}`;
  }
  if (words.length === 0) return 'SELECT 0 AS total, []::BIGINT[] AS keys';
  const coded = `SELECT place, min(CASE WHEN term = ${literal(whole)} THEN 0 ELSE 4 END) AS rank FROM ${schema}.code WHERE ${codes(whole)} GROUP BY 1`;
  const named = words.map((word) => occurs(schema, word, words.length > 1));
  return `WITH coded AS MATERIALIZED (${coded}),
    hit AS (
      SELECT coded.rank, place FROM coded JOIN ${from} USING (place) ${narrowed.length > 0 ? `WHERE ${narrowed.join(' AND ')}` : ''}
      UNION ALL
      SELECT ${rank(whole, words)}, place FROM ${from}
      WHERE ${[...named, ...narrowed].join(' AND ')} AND place NOT IN (SELECT place FROM coded))
    SELECT count(*) AS total, min(rank * ${ranks} + place, ${most}) AS keys FROM hit`;
}

function filters({ domain, vocabulary, standardOnly, usedOnly }: Search): string[] {
  return [
    ...(domain === undefined ? [] : [`domain = ${literal(domain)}`]),
    ...(vocabulary === undefined ? [] : [`vocabulary = ${literal(vocabulary)}`]),
    ...(standardOnly ? ["standard = 'S'"] : []),
    ...(usedOnly ? ['records_below > 0'] : []),
  ];
}

/** A text that is one code, or begins one; a single letter or digit begins too many. */
function codes(whole: string): string {
  if (whole.length < 2) return `term = ${literal(whole)}`;
  return `term >= ${literal(whole)} AND starts_with(term, ${literal(whole)})`;
}

/** One or two characters must begin a word: inside words they are everywhere. Among several words one may be a code. */
function occurs(schema: string, word: string, isOneOfSeveral: boolean): string {
  const named = `contains(text, ${literal(word.length < 3 ? ` ${word}` : word)})`;
  if (!isOneOfSeveral || word.length < 3) return named;
  return `(${named} OR place IN (SELECT place FROM ${schema}.code WHERE term = ${literal(word)}))`;
}

function rank(whole: string, words: readonly string[]): string {
  return `CASE WHEN starts_with(text, ${literal(`= ${whole}\n`)}) THEN 1
    WHEN contains(text, ${literal(`~ ${whole}\n`)}) THEN 2
    WHEN starts_with(text, ${literal(`= ${whole}`)}) THEN 3
    WHEN ${words.map((word) => `contains(text, ${literal(` ${word}`)})`).join(' AND ')} THEN 4
    ELSE 5 END`;
}

async function page(
  connection: Connection,
  { schema }: VocabularyIndex,
  asked: Asked,
  places: readonly number[],
  context: JobContext,
): Promise<FoundConcept[]> {
  if (places.length === 0) return [];
  const rows = await connection.rows<FoundConcept & { place: number }>(
    `SELECT c.place, ${summaryColumns('c')} FROM ${schema}.concept c WHERE c.place IN (${places.join(', ')})`,
    [],
    context,
  );
  const found = new Map(rows.map(({ place, ...concept }) => [place, concept]));
  const matched = await matchedTerms(connection, asked, [...found.values()], context);
  return places.flatMap((place) => {
    const concept = found.get(place);
    return concept ? [{ ...concept, matched: matched.get(concept.id) ?? null }] : [];
  });
}
