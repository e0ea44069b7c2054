import { type Asked, isShort } from './search-sql.ts';

export interface Candidate {
  readonly id: number;
  readonly code: string;
  /** The name, folded. */
  readonly plain: string;
  readonly synonyms: readonly { readonly term: string; readonly plain: string }[];
}

/** Short words must begin a word, as in the search. */
const has = (plain: string, word: string): boolean =>
  isShort(word) ? ` ${plain}`.includes(` ${word}`) : plain.includes(word);

/**
 * What was found of a concept whose name does not have every word: its code or id, or the synonym with most of the
 * words, the shortest of these. Null where the name says it.
 */
export function matchedTerm({ whole, words }: Pick<Asked, 'whole' | 'words'>, candidate: Candidate): string | null {
  const { id, code, plain, synonyms } = candidate;
  const score = (text: string) => words.filter(({ text: word }) => has(text, word)).length;
  const own = score(plain);
  if (own === words.length) return null;
  if (String(id).startsWith(whole)) return String(id);
  if (code.toLowerCase().startsWith(whole.split(' ')[0]!)) return code;
  const best = synonyms
    .map((synonym) => ({ ...synonym, score: score(synonym.plain) }))
    .sort((a, b) => b.score - a.score || a.term.length - b.term.length)[0];
  return best && best.score > own ? best.term : null;
}
