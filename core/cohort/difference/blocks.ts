import type { Line } from '../outline/lines.ts';
import { align, type Pair } from './align.ts';

/** Lines that belong together: an inclusion rule with its conditions, an entry event with its attributes. */
export interface Block {
  readonly name: string;
  readonly lines: readonly Line[];
  /** Its lines as one text. */
  readonly text: string;
  /** How often each word stands in it. */
  readonly words: ReadonlyMap<string, number>;
  readonly length: number;
}

export function blockOf(name: string, lines: readonly Line[]): Block {
  const text = lines.map(({ text, depth }) => `${depth} ${text}`).join('\n');
  const words = new Map<string, number>();
  const all = text.split(/\s+/);
  for (const word of all) words.set(word, (words.get(word) ?? 0) + 1);
  return { name, lines, text, words, length: all.length };
}

/** How many of the words of two blocks are in both, in whatever order (Dice 1945): a thousand rules are soon compared. */
function likeness(a: Block, b: Block): number {
  let shared = 0;
  for (const [word, n] of a.words) shared += Math.min(n, b.words.get(word) ?? 0);
  return (2 * shared) / (a.length + b.length);
}

export interface BlockPair extends Pair<Block> {
  readonly isMoved: boolean;
}

/** Blocks that share less than this are two different ones. */
const leastLikeness = 0.6;

/**
 * Which block of one list became which of the other, wherever it stands: the same text first, then the same name, then
 * the first that is alike. Those that left the order of the others are moved.
 */
export function matchBlocks(before: readonly Block[], after: readonly Block[]): BlockPair[] {
  const to = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (how: (a: Block, b: Block) => boolean) => {
    for (const [i, one] of before.entries()) {
      if (to.has(i)) continue;
      const j = after.findIndex((other, n) => !taken.has(n) && how(one, other));
      if (j < 0) continue;
      to.set(i, j);
      taken.add(j);
    }
  };
  pair((a, b) => a.text === b.text);
  pair((a, b) => a.name !== '' && a.name === b.name);
  pair((a, b) => likeness(a, b) >= leastLikeness);
  return inOrder(before, after, to);
}

/** In the order of the later list, with what was removed where it stood. */
function inOrder(before: readonly Block[], after: readonly Block[], to: ReadonlyMap<number, number>): BlockPair[] {
  const from = new Map([...to].map(([i, j]) => [j, i]));
  const matchedAfter = [...from.keys()].sort((a, b) => a - b);
  const matchedBefore = [...to.keys()].sort((a, b) => a - b);
  const kept = align(
    matchedBefore.map((i) => to.get(i)!),
    matchedAfter,
    (a, b) => a === b,
  );
  const inPlace = new Set(kept.flatMap((one) => (one.before !== null && one.after !== null ? [one.after] : [])));
  const pairs: BlockPair[] = [];
  const takeRemoved = (i: number) => {
    for (let n = i; n < before.length && !to.has(n); n++)
      pairs.push({ before: before[n]!, after: null, isMoved: false });
  };
  takeRemoved(0);
  for (const [j, block] of after.entries()) {
    const i = from.get(j);
    pairs.push({
      before: i === undefined ? null : before[i]!,
      after: block,
      isMoved: i !== undefined && !inPlace.has(j),
    });
    if (i !== undefined) takeRemoved(i + 1);
  }
  return pairs;
}
