import type { ConceptSummary } from '../../contract/vocabulary.ts';
import { isShort } from './fit.ts';
import { fold } from './fold.ts';

/** What was typed, folded: the whole, and its words. */
export interface Asked {
  readonly whole: string;
  readonly words: readonly string[];
}

/** Short words must begin a word, as in the search. */
const has = (plain: string, word: string): boolean =>
  isShort(word) ? ` ${plain}`.includes(` ${word}`) : plain.includes(word);

/**
 * What was found of a concept whose name does not have every word: its code or id, or the synonym with most of the
 * words, the shortest of these. Null where the name says it.
 */
export function matchedTerm(
  { whole, words }: Asked,
  { id, code, name }: Pick<ConceptSummary, 'id' | 'code' | 'name'>,
  synonyms: readonly string[],
): string | null {
  const score = (text: string) => {
    const plain = fold(text);
    return words.filter((word) => has(plain, word)).length;
  };
  const own = score(name);
  if (own === words.length) return null;
  if (String(id).startsWith(whole)) return String(id);
  if (code.toLowerCase().startsWith(whole.split(' ')[0]!)) return code;
  const best = synonyms
    .map((term) => ({ term, score: score(term) }))
    .sort((a, b) => b.score - a.score || a.term.length - b.term.length)[0];
  return best && best.score > own ? best.term : null;
}
