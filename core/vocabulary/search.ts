import type { JobContext } from '../../contract/context.ts';
import type { ConceptSummary, FoundConcept } from '../../contract/vocabulary.ts';
import type { Connection, Row } from '../engine/database.ts';
import { literal } from '../engine/sql-text.ts';
import { folded } from './fold.ts';
import { type Candidate, matchedTerm } from './matched.ts';
import { type Asked, hitsQuery, isShort, mostWords } from './search-sql.ts';
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
  const asked = await askedFor(connection, index, search.text);
  const { total, places } = await connection.one<{ total: number; places: number[] | null }>(
    hitsQuery(index, asked, search),
    [],
    context,
  );
  return { total, concepts: await page(connection, index, asked, (places ?? []).slice(search.offset), context) };
}

/** What was typed, folded as the index is, its words with how many concepts have each: the rarest first. */
async function askedFor(connection: Connection, { schema }: VocabularyIndex, text: string): Promise<Asked> {
  if (text.trim() === '') return { whole: '', words: [], isEmpty: true };
  const { whole } = await connection.one<{ whole: string }>(`SELECT ${folded(literal(text))} AS whole`);
  const typed = [...new Set(whole.split(' '))].filter((word) => word !== '');
  const texts = typed.sort((a, b) => b.length - a.length).slice(0, mostWords);
  if (texts.length < 2) return { whole, words: texts.map((word) => ({ text: word, n: 0 })), isEmpty: false };
  const counts = texts.map((word) =>
    isShort(word)
      ? `(SELECT any_value(n) FROM ${schema}.prefix WHERE prefix = ${literal(word)})`
      : `sum(n) FILTER (contains(word, ${literal(word)}))`,
  );
  const { found } = await connection.one<{ found: (number | null)[] }>(
    `SELECT [${counts.join(', ')}] AS found, count(*) AS words FROM ${schema}.word`,
  );
  const words = texts.map((word, i) => ({ text: word, n: found[i] ?? 0 }));
  return { whole, words: words.sort((a, b) => a.n - b.n), isEmpty: false };
}

type PageRow = ConceptSummary & Candidate & { readonly place: number };

async function page(
  connection: Connection,
  { schema }: VocabularyIndex,
  asked: Asked,
  places: readonly number[],
  context: JobContext,
): Promise<FoundConcept[]> {
  if (places.length === 0) return [];
  const rows = await connection.rows<Row & PageRow>(
    `SELECT c.place, ${folded('c.name')} AS plain, list_transform(c.synonyms, lambda s: {term: s, plain: ${folded('s')}}) AS synonyms, ${summaryColumns('c')} FROM ${schema}.concept c WHERE c.place IN (${places.join(', ')})`,
    [],
    context,
  );
  const found = new Map(rows.map((row) => [row.place, row]));
  return places.flatMap((place) => {
    const row = found.get(place);
    if (!row) return [];
    const { place: _, plain: __, synonyms: ___, ...concept } = row;
    return [{ ...concept, matched: matchedTerm(asked, row) }];
  });
}
