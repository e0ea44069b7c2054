import { Failure } from '../../contract/failure.ts';
import { foldOfRows } from './folds.ts';
import type { Prepared } from './prepare.ts';
import { derivedSeed } from './random.ts';

/** One fold of one repeat: the rows to read and the rows to predict. */
export interface Split {
  readonly repeat: number;
  readonly fold: number;
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly seed: number;
}

export interface SplitPlan {
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
}

/** Repeated k-fold over `rows`, stratified by class, split by person where the rows have persons. */
export function splitsOf(prepared: Prepared, rows: Int32Array, plan: SplitPlan): Split[] {
  const groups = prepared.groups && Float64Array.from(rows, (row) => prepared.groups![row]!);
  const persons = groups ? new Set(groups).size : rows.length;
  if (persons < plan.folds * 2) {
    throw new Failure(
      'invalid_input',
      `${plan.folds} folds need at least ${plan.folds * 2} persons; there are ${persons}. Ask for fewer folds.`,
    );
  }
  const labels = prepared.classes.length ? Float64Array.from(rows, (row) => prepared.target[row]!) : undefined;
  const splits: Split[] = [];
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    const seed = derivedSeed(plan.seed, repeat);
    const folds = foldOfRows({ labels, groups, rows: rows.length, folds: plan.folds, seed });
    for (let fold = 0; fold < plan.folds; fold++) {
      splits.push({
        repeat,
        fold,
        train: rows.filter((_, i) => folds[i] !== fold),
        test: rows.filter((_, i) => folds[i] === fold),
        seed: derivedSeed(seed, fold),
      });
    }
  }
  return splits;
}
