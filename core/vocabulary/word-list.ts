/** Distinct words in the order of their bytes, as one text that is searched as a whole. */
export interface WordList {
  /** Each word between line ends. */
  readonly text: string;
  /** Where each word begins. */
  readonly starts: Uint32Array;
}

/** @param lines the words, a line end between two. */
export function wordList(lines: string): WordList {
  const text = `\n${lines}\n`;
  const starts: number[] = [];
  for (let at = 1; at < text.length; at = text.indexOf('\n', at) + 1) starts.push(at);
  return { text, starts: Uint32Array.from(lines === '' ? [] : starts) };
}

/** A word of the list by its number, and whether what was looked for is its beginning. */
export interface Match {
  readonly word: number;
  readonly begins: boolean;
}

/** The words that contain a text. */
export function containing({ text, starts }: WordList, part: string): Match[] {
  const found: Match[] = [];
  let word = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, starts[word] ?? text.length)) {
    word = wordAt(starts, at, word);
    found.push({ word, begins: starts[word] === at });
    word++;
  }
  return found;
}

/** The words that begin with a text: they stand together. */
export function beginning({ text, starts }: WordList, part: string): Match[] {
  const at = text.indexOf(`\n${part}`) + 1;
  const found: Match[] = [];
  if (at === 0) return found;
  for (let word = wordAt(starts, at, 0); text.startsWith(part, starts[word] ?? text.length); word++)
    found.push({ word, begins: true });
  return found;
}

/** The last word, from `low` on, that begins at or before a position. */
function wordAt(starts: Uint32Array, position: number, low: number): number {
  let [from, to] = [low, starts.length - 1];
  while (from < to) {
    const middle = (from + to + 1) >>> 1;
    if (starts[middle]! <= position) from = middle;
    else to = middle - 1;
  }
  return from;
}
