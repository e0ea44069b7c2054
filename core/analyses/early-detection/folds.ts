import { foldOfRows } from '../../inference/folds.ts';

/** One fold: the rows that are predicted, and those they are predicted from. */
export interface EarlyFold {
  readonly test: Int32Array;
  readonly train: Int32Array;
}

export interface EarlyFolds {
  readonly foldOfRow: Int32Array;
  readonly folds: readonly EarlyFold[];
}

/**
 * Folds of whole matched sets. A row is predicted from sets of other folds, and from none in which its own person, or another
 * person of its fold, stands again: somebody may be a control before being a case. Were a case predicted from its own
 * controls, who share its dates, whatever tells the dates would count against it.
 *
 * @param set @param person any number a row.
 */
export function foldsOfSets(set: Float64Array, person: Float64Array, folds: number, seed: number): EarlyFolds {
  const foldOfRow = foldOfRows({ labels: undefined, groups: set, rows: set.length, folds, seed });
  const rows = Int32Array.from(foldOfRow.keys());
  return {
    foldOfRow,
    folds: Array.from({ length: folds }, (_, fold) => {
      const test = rows.filter((row) => foldOfRow[row] === fold);
      const held = new Set(Array.from(test, (row) => person[row]!));
      return { test, train: rows.filter((row) => foldOfRow[row] !== fold && !held.has(person[row]!)) };
    }),
  };
}
