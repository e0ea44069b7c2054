import { foldOfRows } from '../../inference/folds.ts';

/** The fold of each row, and what no fold divides. */
export interface EarlyFolds {
  readonly foldOfRow: Int32Array;
  readonly keptTogether: 'sets' | 'persons';
}

/**
 * Folds that keep matched sets whole, and every set in which a person stands. Were a case predicted from its own controls,
 * who share its dates, whatever tells the dates would count against it. Where persons link so many sets that the folds
 * would become uneven, persons alone are kept whole.
 */
export function foldsOfSets(set: Float64Array, person: Float64Array, folds: number, seed: number): EarlyFolds {
  const linked = linkedSets(set, person);
  const sizes = new Map<number, number>();
  for (const group of linked) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const isEven = Math.max(...sizes.values()) <= set.length / folds;
  const groups = isEven ? linked : person;
  return {
    foldOfRow: foldOfRows({ labels: undefined, groups, rows: set.length, folds, seed }),
    keptTogether: isEven ? 'sets' : 'persons',
  };
}

/** A number that two rows share where a chain of common sets and persons leads from one to the other (union-find). */
function linkedSets(set: Float64Array, person: Float64Array): Float64Array {
  const parent = Int32Array.from({ length: set.length }, (_, row) => row);
  const rootOf = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const key of [set, person]) {
    const first = new Map<number, number>();
    for (let row = 0; row < set.length; row++) {
      const earlier = first.get(key[row]!);
      if (earlier === undefined) first.set(key[row]!, row);
      else parent[rootOf(row)] = rootOf(earlier);
    }
  }
  return Float64Array.from(parent, (_, row) => rootOf(row));
}
