/** `sum of weights[k] * x[columns[k]]`, at least `lo` and at most `hi`. */
export interface LinearRow {
  readonly columns: readonly number[];
  readonly weights: readonly number[];
  readonly lo: number;
  readonly hi: number;
}

/** The variables of a programme; with `whole` they take whole numbers only. */
export interface LinearColumns {
  readonly cost: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
}

/** When to stop. Without `seconds` the answer depends on nothing but the programme, so that it can be had again. */
export interface SolveLimits {
  readonly seconds?: number;
  /** Most nodes of the search for whole numbers. */
  readonly nodes?: number;
  /** A value known to be reachable: the search for whole numbers may begin with it. */
  readonly start?: ArrayLike<number>;
}

/**
 * - `optimal`: `objective` is the least, at `values`; `reduced` are the reduced costs of a continuous programme.
 * - `limit`: stopped early; no solution is below `bound`, and `values`, where not null, is one that holds.
 * - `infeasible`, `unbounded`: as the words say.
 */
export type LinearAnswer =
  | {
      readonly kind: 'optimal';
      readonly objective: number;
      readonly values: Float64Array;
      readonly reduced: Float64Array;
    }
  | { readonly kind: 'limit'; readonly bound: number; readonly values: Float64Array | null }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'unbounded' };

/** One programme, to be minimised, that can be changed and solved again. */
export interface LinearModel {
  add(rows: readonly LinearRow[]): void;
  price(column: number, cost: number): void;
  bound(column: number, lo: number, hi: number): void;
  solve(numbers: 'any' | 'whole', limits?: SolveLimits): LinearAnswer;
  close(): void;
}

/** Solves linear programmes, and those in whole numbers. The rules know it by this alone. */
export interface LinearSolver {
  open(columns: LinearColumns, rows: readonly LinearRow[]): LinearModel;
}
