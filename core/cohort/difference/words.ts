import { align } from './align.ts';

/** A run of words of one of two lines: in both, or only in one. */
export interface MarkedWords {
  readonly text: string;
  readonly mark: 'same' | 'added' | 'removed';
}

const tokens = (text: string): readonly string[] => text.match(/\s+|[^\s]+/g) ?? [];
const sameWord = (a: string, b: string) => a === b;

/** How much of two lines is the same: 1 for equal lines, 0 for lines without a word in common. */
export function likeness(before: string, after: string): number {
  const isWord = (word: string) => !/^\s+$/.test(word);
  const [a, b] = [tokens(before).filter(isWord), tokens(after).filter(isWord)];
  if (a.length + b.length === 0) return 1;
  const shared = align(a, b, sameWord).filter(({ before: x, after: y }) => x !== null && y !== null).length;
  return (2 * shared) / (a.length + b.length);
}

/** Two lines with the words marked that are only in one of them. */
export function markWords(before: string, after: string) {
  const pairs = align(tokens(before), tokens(after), sameWord);
  const side = (which: 'before' | 'after', mark: 'removed' | 'added') =>
    joined(
      pairs.flatMap((pair) => {
        const text = pair[which];
        if (text === null) return [];
        return [{ text, mark: pair.before !== null && pair.after !== null ? ('same' as const) : mark }];
      }),
    );
  return { before: side('before', 'removed'), after: side('after', 'added') };
}

function joined(words: readonly MarkedWords[]): MarkedWords[] {
  const runs: MarkedWords[] = [];
  for (const { text, mark } of words) {
    const last = runs.at(-1);
    if (last?.mark === mark) runs[runs.length - 1] = { text: last.text + text, mark };
    else runs.push({ text, mark });
  }
  return runs;
}
