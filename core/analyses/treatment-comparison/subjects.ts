import type { ModelColumn } from '../../inference/table.ts';
import type { ComparisonResult } from './spec.ts';

/** One covariate of every person, as it was read: NaN where missing. A category's value is its place in `categories`. */
export interface Covariate extends ModelColumn {
  readonly label: string;
}

/** Who is compared: one place a person (a row, on a plain table) in each array. */
export interface Subjects {
  /** 1 the treatment asked about, 0 what it is compared with. */
  readonly arm: Uint8Array;
  /** Follow-up; null where only whether the event came is known. */
  readonly time: Float64Array | null;
  readonly event: Uint8Array;
  readonly covariates: readonly Covariate[];
}

/** Where they come from and who was left out. */
export type About = Pick<
  ComparisonResult,
  | 'source'
  | 'unit'
  | 'outcome'
  | 'treatment'
  | 'timeUnit'
  | 'eventReading'
  | 'followUp'
  | 'excluded'
  | 'skipped'
  | 'notes'
> & { readonly armNames: readonly [string, string] };

export interface Gathered {
  readonly subjects: Subjects;
  readonly about: About;
  /** Names of the covariates by which the effect is to be told apart, declared before anything was computed. */
  readonly subgroups: readonly string[];
  readonly sql: string[];
}
