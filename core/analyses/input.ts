import type { JobContext } from '../../contract/context.ts';
import type { Connection } from '../engine/database.ts';
import type { ModelPort } from './model-port.ts';

/**
 * A cohort as a table with `subject_id`, `cohort_start_date`, `cohort_end_date`. `table` is SQL text that can stand
 * after FROM: whoever makes it quotes it with `identifier()`.
 */
export interface CohortTable {
  readonly name: string;
  readonly table: string;
}

export interface TableInput {
  readonly kind: 'table';
  /** SQL text that can stand after FROM. */
  readonly table: string;
}

export interface CohortsInput {
  readonly kind: 'cohorts';
  /** None for an analysis of the dataset as a whole. */
  readonly cohorts: readonly CohortTable[];
  /** The table of any other cohort of the study, by name: for an outcome. */
  readonly all: (name: string) => string | undefined;
}

/** What an analysis reads: a plain table, or cohorts beside the CDM tables `cdm.<table>` of the same connection. */
export type AnalysisInput = TableInput | CohortsInput;

export interface AnalysisCall<P> {
  readonly params: P;
  readonly input: AnalysisInput;
  readonly connection: Connection;
  readonly context: JobContext;
  /** The on-device model, where the host has one. */
  readonly model?: ModelPort;
}

export interface AnalysisOutcome<R> {
  readonly result: R;
  /** Every statement that was run, as it was run. */
  readonly sql: string[];
}
