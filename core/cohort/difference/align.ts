/** A member of two lists put side by side; null where it is only in the other. */
export interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** Beyond this many comparisons the table of a longest common subsequence would not fit. */
const mostComparisons = 4_000_000;

/**
 * Puts two lists side by side in their order, as many equal members as can be beside each other: a longest common
 * subsequence (Hunt & McIlroy 1976), found in a table after equal ends were taken off.
 */
export function align<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Pair<T>[] {
  let start = 0;
  while (start < before.length && start < after.length && same(before[start]!, after[start]!)) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    same(before[before.length - 1 - end]!, after[after.length - 1 - end]!)
  )
    end += 1;
  const longer = after.length - before.length;
  const both = (from: number, to: number, shift: number): Pair<T>[] =>
    before.slice(from, to).map((one, i) => ({ before: one, after: after[from + i + shift]! }));
  const middle = alignMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end), same);
  return [...both(0, start, 0), ...middle, ...both(before.length - end, before.length, longer)];
}

function alignMiddle<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Pair<T>[] {
  const gone = (one: T): Pair<T> => ({ before: one, after: null });
  const come = (one: T): Pair<T> => ({ before: null, after: one });
  if (before.length * after.length > mostComparisons) return [...before.map(gone), ...after.map(come)];
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      longest[i * width + j] = same(before[i]!, after[j]!)
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const pairs: Pair<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (same(before[i]!, after[j]!)) pairs.push({ before: before[i++]!, after: after[j++]! });
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) pairs.push(gone(before[i++]!));
    else pairs.push(come(after[j++]!));
  }
  return [...pairs, ...before.slice(i).map(gone), ...after.slice(j).map(come)];
}
