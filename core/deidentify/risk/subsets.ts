import { once } from '../../disclosure/once.ts';
import { addClass, type ClassSizes, copySizes, noClasses, sizePairs } from './class-sizes.ts';
import { combinations, combined, countInTable, mostCells } from './count-in-table.ts';
import { type Meter, nothingSeen, type Worst } from './diversity.ts';
import { count, type Partition, refine, wholePartition } from './partition.ts';
import type { Patterns } from './patterns.ts';

/** The classes of one set of columns, given by their places. */
export interface SetOfColumns {
  readonly places: readonly number[];
  readonly sizes: readonly (readonly [size: number, classes: number])[];
  /** Rows that lack a value in every column of the set: no class. */
  readonly withoutValue: number;
  readonly worst: readonly Worst[];
}

export interface WalkedSubsets {
  readonly sets: SetOfColumns[];
  /** By pattern: how many minimal sets make it unique; by column: in how many of those it is. */
  readonly minimalSets: Int32Array;
  readonly byColumn: number[];
}

/** A set's classes, those who stood alone before being only counted. */
interface Split {
  readonly partition: Partition;
  /** Classes of those who stood alone before. */
  readonly sizes: ClassSizes;
  readonly worst: Worst[];
  /** Who stands alone without a value in these columns: a class as soon as another column has one; -1 for none. */
  readonly bare: number;
}

/** A set of columns on the way down; what is costly is made when it is first asked for. */
interface Node {
  readonly places: readonly number[];
  readonly split: () => Split;
  /** The combination of values of each pattern. */
  readonly codes: () => Int32Array;
}

/**
 * Classes of every set of up to `most` columns, depth first from the columns with most values, so that those who stand alone
 * early need not be looked at again. Where nothing sensitive is asked, sets of few combinations are counted in a table instead.
 * A set is minimal for a row (Elliot et al. 2002, SUDA) where no smaller one makes it unique.
 */
export function walkSubsets(
  patterns: Patterns,
  meters: readonly Meter[],
  most: number,
  check: () => void = () => {},
  cells = mostCells,
): WalkedSubsets {
  const { columns, weights, size } = patterns;
  const order = columns.map((_, c) => c).sort((a, b) => columns[b]!.values - columns[a]!.values);
  const sets: SetOfColumns[] = [];
  const minimalSets = new Int32Array(size);
  const byColumn = columns.map(() => 0);
  const unique = new Map<string, Uint8Array>();
  const keyOf = (places: readonly number[]) => [...places].sort((a, b) => a - b).join();
  const lacksAll = (p: number, places: readonly number[]) => places.every((c) => columns[c]!.codes[p] === 0);

  const widest = combinations(order.slice(0, most).map((c) => columns[c]!));
  const table = once(() => new Int32Array(Math.min(cells, widest)));

  /** What happens to those who stand alone in a set, and to the one of its parent that lacked every value. */
  function beginSet(parent: Split, places: readonly number[], mark: (p: number) => void) {
    const c = places.at(-1)!;
    const sizes = copySizes(parent.sizes);
    const worst = [...parent.worst];
    const one = new Int32Array(1);
    const state = { sizes, worst, bare: -1 };
    const stand = (p: number) => {
      addClass(sizes, weights[p]!);
      one[0] = p;
      for (let m = 0; m < meters.length; m++) worst[m] = meters[m]!(worst[m]!, one, 0, 1);
      if (weights[p] === 1) mark(p);
    };
    const alone = (p: number) => {
      if (columns[c]!.codes[p] === 0 && lacksAll(p, places)) state.bare = p;
      else stand(p);
    };
    if (parent.bare >= 0) alone(parent.bare);
    return { state, alone };
  }

  function splitBy(parent: Split, places: readonly number[], mark: (p: number) => void): Split {
    const { state, alone } = beginSet(parent, places, mark);
    const partition = refine(parent.partition, columns[places.at(-1)!]!, alone);
    return { ...state, partition };
  }

  /** A set that goes no further and has nothing sensitive to look at: its classes are only counted. */
  function countLast(parent: Split, places: readonly number[], mark: (p: number) => void): void {
    const c = places.at(-1)!;
    const { state, alone } = beginSet(parent, places, mark);
    let withoutValue = 0;
    const group = (p: number, rows: number) => {
      if (columns[c]!.codes[p] === 0 && lacksAll(p, places)) withoutValue += rows;
      else addClass(state.sizes, rows);
    };
    count(parent.partition, columns[c]!, weights, alone, group);
    if (state.bare >= 0) withoutValue += weights[state.bare]!;
    sets.push({ places, sizes: sizePairs(state.sizes), withoutValue, worst: [] });
  }

  function countByTable(parent: Node, places: readonly number[], mark: (p: number) => void): void {
    const last = columns[places.at(-1)!]!;
    const cells = combinations(places.map((c) => columns[c]!));
    const isFirst = parent.places.length === 0;
    const counted = countInTable(
      isFirst ? last.codes : parent.codes(),
      isFirst ? null : last,
      { weights, cells, table: table() },
      mark,
    );
    sets.push({ places, sizes: sizePairs(counted.sizes), withoutValue: counted.withoutValue, worst: [] });
  }

  /** Notes who is unique by a set; for whom no smaller set does it, the set is minimal. Called for up to every row of every set. */
  function markUnique(places: readonly number[]): (p: number) => void {
    const bits = places.length < most ? new Uint8Array((size >> 3) + 1) : null;
    if (bits) unique.set(keyOf(places), bits);
    const smaller = places.length < 2 ? [] : places.map((left) => unique.get(keyOf(places.filter((c) => c !== left)))!);
    return (p) => {
      const bit = 1 << (p & 7);
      if (bits) bits[p >> 3]! |= bit;
      for (let s = 0; s < smaller.length; s++) if (smaller[s]![p >> 3]! & bit) return;
      minimalSets[p]! += 1;
      for (let i = 0; i < places.length; i++) byColumn[places[i]!]! += 1;
    };
  }

  function report(places: readonly number[], { partition: { members, starts }, sizes, worst, bare }: Split): void {
    let withoutValue = bare >= 0 ? weights[bare]! : 0;
    const all = copySizes(sizes);
    const seen = [...worst];
    for (let c = 0; c + 1 < starts.length; c++) {
      let rows = 0;
      for (let i = starts[c]!; i < starts[c + 1]!; i++) rows += weights[members[i]!]!;
      if (lacksAll(members[starts[c]!]!, places)) {
        withoutValue += rows;
        continue;
      }
      addClass(all, rows);
      for (let m = 0; m < meters.length; m++) seen[m] = meters[m]!(seen[m]!, members, starts[c]!, starts[c + 1]!);
    }
    sets.push({ places, sizes: sizePairs(all), withoutValue, worst: seen });
  }

  // Last columns first, so that every smaller set of a set has been seen before it.
  function descend(node: Node, from: number): void {
    for (let i = order.length - 1; i >= from; i--) {
      check();
      const c = order[i]!;
      const places = [...node.places, c];
      const mark = markUnique(places);
      const isInTable = meters.length === 0 && combinations(places.map((place) => columns[place]!)) <= cells;
      const isLast = places.length === most;
      // Who is unique is noted once: by the table, or where the classes are made.
      const split = once(() => splitBy(node.split(), places, isInTable ? () => {} : mark));
      if (isInTable) countByTable(node, places, mark);
      else if (isLast && meters.length === 0) countLast(node.split(), places, mark);
      else report(places, split());
      const codes = once(() => (node.places.length === 0 ? columns[c]!.codes : combined(node.codes(), columns[c]!)));
      if (!isLast) descend({ places, split, codes }, i + 1);
    }
  }
  const whole: Split = {
    partition: wholePartition(size),
    sizes: noClasses(),
    worst: meters.map(nothingSeen),
    bare: -1,
  };
  descend({ places: [], split: () => whole, codes: () => new Int32Array(size) }, 0);
  return { sets, minimalSets, byColumn };
}
