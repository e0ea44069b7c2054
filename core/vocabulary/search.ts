import type { JobContext } from '../../contract/context.ts';
import type { ConceptSummary, FoundConcept } from '../../contract/vocabulary.ts';
import type { Connection, Row } from '../engine/database.ts';
import { allowedBy, bestFits, type Filters, mostRecorded, type Page } from './best.ts';
import { exactly } from './exact.ts';
import { askedWord, fitOneWord, fitWords } from './fit.ts';
import { fold } from './fold.ts';
import { type Asked, matchedTerm } from './matched.ts';
import { summaryColumns, type VocabularyIndex } from './vocabulary-index.ts';
import { type WordIndex, wordIndexOf } from './word-index.ts';

export interface Search extends Filters, Page {
  readonly text: string;
}

export interface Found {
  readonly total: number;
  readonly concepts: FoundConcept[];
}

/** More words than anybody types; the longest are looked for. */
const mostWords = 24;

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
  const words = await wordIndexOf(connection, index);
  const allowed = allowedBy(index, words, search);
  if (search.text.trim() === '') {
    const { total, places } = mostRecorded(words, allowed, search);
    return { total, concepts: await page(connection, index, { whole: '', words: [] }, places, context) };
  }
  const asked = askedFor(search.text);
  const { total, places } =
    asked.words.length === 0
      ? { total: 0, places: [] }
      : bestFits(await fitsOf(connection, index.schema, words, asked, context), allowed, search);
  return { total, concepts: await page(connection, index, asked, places, context) };
}

/** What was typed, folded as the index is. */
function askedFor(text: string): Asked {
  const whole = fold(text);
  const typed = [...new Set(whole.split(' '))].filter((word) => word !== '');
  return { whole, words: typed.sort((a, b) => b.length - a.length).slice(0, mostWords) };
}

/** How well each place fits: by its words, and by what it is as a whole. */
async function fitsOf(
  connection: Connection,
  schema: string,
  index: WordIndex,
  { whole, words: texts }: Asked,
  context: JobContext,
): Promise<Uint8Array> {
  const exact = await exactly(connection, schema, whole, texts, context);
  const words = texts.map((text) => askedWord(index, text));
  const [only] = words;
  const fits =
    only?.text === whole ? await fitOneWord(index, only, context) : await fitWords(index, words, exact.coded, context);
  for (const [place, fit] of exact.fits) if (fits[place]! < fit) fits[place] = fit;
  return fits;
}

type PageRow = ConceptSummary & Row & { readonly place: number; readonly synonyms: readonly string[] | null };

async function page(
  connection: Connection,
  { schema }: VocabularyIndex,
  asked: Asked,
  places: readonly number[],
  context: JobContext,
): Promise<FoundConcept[]> {
  if (places.length === 0) return [];
  const rows = await connection.rows<PageRow>(
    `SELECT c.place, c.synonyms, ${summaryColumns('c')} FROM ${schema}.concept c WHERE c.place IN (${places.join(', ')})`,
    [],
    context,
  );
  const found = new Map(rows.map((row) => [row.place, row]));
  return places.flatMap((place) => {
    const row = found.get(place);
    if (!row) return [];
    const { place: _, synonyms, ...concept } = row;
    return [{ ...concept, matched: matchedTerm(asked, concept, synonyms ?? []) }];
  });
}
