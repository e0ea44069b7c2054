import { addClass, type ClassSizes, noClasses, sizePairs } from './class-sizes.ts';
import { type Codes, count, type Partition, refine, wholePartition } from './partition.ts';
import type { Patterns } from './patterns.ts';
import type { SetOfColumns, WalkedSubsets } from './subsets.ts';
import { type UniqueBySet, uniqueBySet } from './unique-by-set.ts';

/** Cells of a table that classes are counted in, at most: beyond, memory is slower than looking at one class at a time. */
const cells = 2 ** 23;

/** Two columns as one number, `first * (second.values + 1) + second`; null where their table would be too large. */
interface Pair {
  readonly codes: Int32Array;
  readonly cells: number;
}

/**
 * Classes of every set of up to three columns where nothing sensitive is asked: what `walkSubsets` gives, counted without making the
 * classes. A set whose combinations fit into a table is counted there, one addition a pattern. Else each class of the column with most
 * values is counted by the others in a small table; where two columns already tell most apart, only who is left is looked at.
 */
export function countSets(patterns: Patterns, check: () => void = () => {}): WalkedSubsets {
  const { columns, weights, size } = patterns;
  const order = columns.map((_, c) => c).sort((a, b) => columns[b]!.values - columns[a]!.values);
  const sets: SetOfColumns[] = [];
  const table = new Int32Array(cells);
  const seen = uniqueBySet(patterns);
  const groups = new Map<number, Partition>();
  const byColumn = (c: number): Partition => {
    const known = groups.get(c);
    if (known) return known;
    const made = everyClass(columns[c]!, size);
    groups.set(c, made);
    return made;
  };

  const add = (places: readonly number[], sizes: ClassSizes, withoutValue: number) =>
    sets.push({ places, sizes: sizePairs(sizes), withoutValue, worst: [] });

  /** One addition a pattern, then one look at each cell. Cell 0 is who lacks every value. */
  function inTable(places: readonly number[], { codes, cells: used }: Pair, third?: Codes): void {
    const width = third ? third.values + 1 : 1;
    const last = used * width;
    if (third) {
      const own = third.codes;
      for (let p = 0; p < size; p++) table[codes[p]! * width + own[p]!]! += weights[p]!;
    } else for (let p = 0; p < size; p++) table[codes[p]!]! += weights[p]!;
    const sizes = noClasses();
    const withoutValue = table[0]!;
    table[0] = 0;
    for (let cell = 1; cell < last; cell++) if (table[cell]! !== 0) addClass(sizes, table[cell]!);
    if ((sizes.small[1] ?? 0) > 0) {
      const mark = seen.marker(places);
      if (third) {
        const own = third.codes;
        for (let p = 0; p < size; p++) if (table[codes[p]! * width + own[p]!] === 1) mark(p);
      } else for (let p = 0; p < size; p++) if (table[codes[p]!] === 1) mark(p);
    } else seen.marker(places);
    table.fill(0, 0, last);
    add(places, sizes, withoutValue);
  }

  /** Each class of the first column by the others together. */
  function byClass(places: readonly number[], { members, starts }: Partition, others: (p: number) => number): void {
    const sizes = noClasses();
    const mark = seen.marker(places);
    const [first] = places;
    const isMissing = columns[first!]!.codes;
    let withoutValue = 0;
    for (let c = 0; c + 1 < starts.length; c++) {
      const from = starts[c]!;
      const to = starts[c + 1]!;
      for (let i = from; i < to; i++) table[others(members[i]!)]! += weights[members[i]!]!;
      const lacksFirst = from < to && isMissing[members[from]!] === 0;
      for (let i = from; i < to; i++) {
        const cell = others(members[i]!);
        const rows = table[cell]!;
        if (rows === 1) mark(members[i]!);
        if (rows === 0) continue;
        if (lacksFirst && cell === 0) withoutValue += rows;
        else addClass(sizes, rows);
        table[cell] = 0;
      }
    }
    add(places, sizes, withoutValue);
  }
  return { sets, minimalSets: seen.minimalSets, byColumn: seen.byColumn };
}
