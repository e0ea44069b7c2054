import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { readKeys } from './postings.ts';
import type { WordIndex } from './word-index.ts';
import { beginning, containing, type Match } from './word-list.ts';

/** How well a concept fits what was typed, the better the higher; 0 where it does not. */
export const fit = { contained: 1, wordBegins: 2, nameBegins: 3, synonym: 4, name: 5, code: 6 } as const;

/** One or two characters must begin a word: inside words they are everywhere. */
export const isShort = (word: string): boolean => [...word].length < 3;

/** A word that was typed, the words of the index that have it, and how many places these have together. */
export interface AskedWord {
  readonly text: string;
  readonly matches: readonly Match[];
  readonly places: number;
}

export function askedWord({ words, postings }: WordIndex, text: string): AskedWord {
  const matches = isShort(text) ? beginning(words, text) : containing(words, text);
  return { text, matches, places: matches.reduce((sum, { word }) => sum + postings.counts[word]!, 0) };
}

/** Places that are read before other work of the process has its turn: some milliseconds. */
const placesAtOnce = 1_000_000;

/** Reads the keys of a word's matches, list by list; gives way to other work, and stops when the search is cancelled. */
async function eachList(
  { postings }: WordIndex,
  { matches }: AskedWord,
  { signal }: JobContext,
  visit: (keys: Uint32Array, count: number, begins: boolean) => void,
): Promise<void> {
  const keys = new Uint32Array(matches.reduce((most, { word }) => Math.max(most, postings.counts[word]!), 0));
  let read = 0;
  for (const { word, begins } of matches) {
    const count = readKeys(postings, word, keys);
    visit(keys, count, begins);
    read += count;
    if (read < placesAtOnce) continue;
    read = 0;
    await new Promise((next) => setImmediate(next));
    if (signal.aborted) throw new Failure('cancelled', 'Cancelled.');
  }
}

/** How well each place fits a single word. */
export async function fitOneWord(index: WordIndex, word: AskedWord, context: JobContext): Promise<Uint8Array> {
  const fits = new Uint8Array(index.size);
  await eachList(index, word, context, (keys, count, begins) => {
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      const here = begins ? fit.nameBegins - (key & 1) : fit.contained;
      if (fits[key >>> 1]! < here) fits[key >>> 1] = here;
    }
  });
  return fits;
}

/**
 * How well each place fits several words, all of which it must have: the rarest are looked for first, and the rest is not
 * read once nothing is left. `coded` gives for a word the places whose code or id it is.
 */
export async function fitWords(
  index: WordIndex,
  words: readonly AskedWord[],
  coded: (word: string) => Uint32Array,
  context: JobContext,
): Promise<Uint8Array> {
  // How many of the words, from the first on, a place has; and how many of them begin one of its words.
  const found = new Uint8Array(index.size);
  const isSame = words.every(({ matches }) => matches.every(({ begins }) => begins));
  const begun = isSame ? found : new Uint8Array(index.size);
  for (const [before, word] of [...words].sort((a, b) => a.places - b.places).entries()) {
    let left = 0;
    await eachList(index, word, context, (keys, count, begins) => {
      left += advance(found, before, keys, count);
      if (begins && !isSame) advance(begun, before, keys, count);
    });
    const codes = coded(word.text).map((place) => place << 1);
    left += advance(found, before, codes, codes.length);
    if (!isSame) advance(begun, before, codes, codes.length);
    if (left === 0) return new Uint8Array(index.size);
  }
  for (let place = 0; place < index.size; place++)
    if (found[place] !== words.length) found[place] = 0;
    else found[place] = begun[place] === words.length ? fit.wordBegins : fit.contained;
  return found;
}

/** Counts one word more where there were so many before; returns at how many places. */
function advance(counts: Uint8Array, before: number, keys: Uint32Array, count: number): number {
  let advanced = 0;
  for (let i = 0; i < count; i++) {
    const place = keys[i]! >>> 1;
    if (counts[place] !== before) continue;
    counts[place] = before + 1;
    advanced++;
  }
  return advanced;
}
